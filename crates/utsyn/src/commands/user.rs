use super::api_key::named;
use crate::arguments::{ChangeUser, InviteUser, Place, UserVerb};
use crate::{Ended, installation, output};
use anyhow::{Context as _, bail};
use app::people::{self, Invited, Listed, NewInvitation};
use app::{App, Ctx};
use domain::UserId;
use serde_json::{Value, json};

pub(crate) async fn run(place: &Place, verb: UserVerb) -> anyhow::Result<Ended> {
    if let UserVerb::Platform { email, off } = verb {
        return platform(place, &email, !off).await;
    }
    let (app, _, ctx) = installation::enter(place).await?;
    match verb {
        UserVerb::List { json } => list(&app, &ctx, json).await?,
        UserVerb::Invite(asked) => invite(&app, &ctx, asked).await?,
        UserVerb::Role(asked) => change(&app, &ctx, asked).await?,
        UserVerb::Remove { email } => remove(&app, &ctx, &email).await?,
        UserVerb::Reset { email, json } => reset(&app, &ctx, &email, json).await?,
        UserVerb::Platform { .. } => {}
    }
    app.close().await?;
    Ok(Ended::Well)
}

async fn list(app: &App, ctx: &Ctx, as_json: bool) -> anyhow::Result<()> {
    let people = people::list(app, ctx).await?;
    if as_json {
        return output::json(&people.iter().map(wire).collect::<Vec<Value>>());
    }
    let head = ["email", "name", "role", "companies", "state", "sessions"];
    let rows: Vec<Vec<String>> = people.iter().map(cells).collect();
    output::table(&head, &[false, false, false, false, false, true], &rows)
}

async fn invite(app: &App, ctx: &Ctx, asked: InviteUser) -> anyhow::Result<()> {
    let new = NewInvitation {
        email: asked.email,
        name: asked.name,
        role: asked.place.role,
        companies: named(app, ctx, &asked.place.companies).await?,
    };
    tell(&people::invite(app, ctx, new).await?, asked.json)
}

/// The code is what the letter's link ends with.
fn tell(invited: &Invited, as_json: bool) -> anyhow::Result<()> {
    if as_json {
        let code = &invited.secret;
        return output::json(
            &json!({ "id": invited.id, "letter": format!("/letter?code={code}") }),
        );
    }
    output::line(&format!("/letter?code={}", invited.secret))?;
    output::message(
        "That page of the portal lets them choose a password, once; a letter with it is on its way, too, where mail is set up.",
    );
    Ok(())
}

async fn change(app: &App, ctx: &Ctx, asked: ChangeUser) -> anyhow::Result<()> {
    let user = find(app, ctx, &asked.email).await?.user;
    let companies = named(app, ctx, &asked.place.companies).await?;
    people::change(app, ctx, user.id, &user.name, asked.place.role, companies).await?;
    output::message("Done; it holds from their next page on.");
    Ok(())
}

async fn remove(app: &App, ctx: &Ctx, email: &str) -> anyhow::Result<()> {
    let id = find(app, ctx, email).await?.user.id;
    people::remove(app, ctx, id).await?;
    output::message("Done; their sessions have ended.");
    Ok(())
}

async fn reset(app: &App, ctx: &Ctx, email: &str, as_json: bool) -> anyhow::Result<()> {
    let id: UserId = find(app, ctx, email).await?.user.id;
    let invited = people::reset(app, ctx, id).await?;
    tell(
        &invited.context("the person has just been removed")?,
        as_json,
    )
}

async fn platform(place: &Place, email: &str, is_platform: bool) -> anyhow::Result<Ended> {
    let app = installation::open(place).await?;
    let found = people::set_platform_across_tenants(&app, email, is_platform).await?;
    app.close().await?;
    if found == 0 {
        bail!("nobody has the address '{email}'; invite them into an organisation first");
    }
    output::message("Done.");
    Ok(Ended::Well)
}

async fn find(app: &App, ctx: &Ctx, email: &str) -> anyhow::Result<Listed> {
    let people = people::list(app, ctx).await?;
    let found = people
        .into_iter()
        .find(|person| person.user.email.eq_ignore_ascii_case(email));
    found.with_context(|| format!("nobody here has the address '{email}'; see 'utsyn user list'"))
}

fn wire(person: &Listed) -> Value {
    let user = &person.user;
    json!({
        "id": user.id,
        "email": user.email,
        "name": user.name,
        "role": user.role,
        "companies": user.companies,
        "joined_at": user.joined_at,
        "is_platform": user.is_platform,
        "has_second_factor": person.has_second_factor,
        "sessions": person.sessions,
    })
}

fn cells(person: &Listed) -> Vec<String> {
    let user = &person.user;
    let companies = user.companies.as_ref().map(Vec::len);
    vec![
        user.email.clone(),
        user.name.clone(),
        user.role.to_string(),
        companies.map_or_else(|| "all".to_owned(), |count| count.to_string()),
        match user.joined_at {
            Some(_) => "joined".to_owned(),
            None => "invited".to_owned(),
        },
        person.sessions.to_string(),
    ]
}
