//! People: invited, forgotten, locked out, signed in by more than a password.

use app::people::{self, NewInvitation, Origin};
use domain::{Role, UserId};
use jiff::SignedDuration;
use testkit::{Answer, EMAIL, Installation, PASSWORD, Visitor};

const NEW: &str = "fire glade sauer i regn";

async fn invite(installation: &Installation, email: &str, role: Role) -> people::Invited {
    let new = NewInvitation {
        email: email.to_owned(),
        name: "Ola Nordmann".to_owned(),
        role,
        companies: None,
    };
    let invited = people::invite(&installation.app, &installation.ctx(), new).await;
    invited.expect("an invitation")
}

async fn send(visitor: &mut Visitor, path: &str, fields: &[(&str, &str)]) -> Answer {
    let token = visitor.form_token("/settings/roles").await;
    let mut all = vec![("form_token", token.as_str())];
    all.extend_from_slice(fields);
    visitor.post(path, &all).await
}

async fn sign_in(visitor: &mut Visitor, email: &str, password: &str) -> Answer {
    let fields = [("email", email), ("password", password)];
    visitor.post("/sign-in", &fields).await
}

#[tokio::test]
async fn somebody_is_invited_chooses_a_password_and_works() {
    let installation = Installation::fresh().await;
    let mut kari = installation.signed_in().await;
    let fields = [
        ("name", "Ola Nordmann"),
        ("email", "Ola@Nord.example"),
        ("role", "editor"),
        ("reach", "all"),
    ];
    let answer = send(&mut kari, "/settings/people", &fields).await;
    assert_eq!(answer.status, 303, "{}", answer.text());
    let list = kari.get("/settings/people").await.text();
    assert!(
        list.contains("ola@nord.example") && list.contains("Invitert"),
        "{list}"
    );
    let twice = send(&mut kari, "/settings/people", &fields).await;
    assert_eq!(twice.status, 422);

    let secret = invite(&installation, "per@nord.example", Role::Reader)
        .await
        .secret;
    let mut per = installation.visitor();
    let page = per.get(&format!("/letter?code={secret}")).await;
    assert_eq!(page.status, 200);
    assert!(page.text().contains("per@nord.example"));
    let short = per
        .post("/letter", &[("code", &secret), ("password", "kort")])
        .await;
    assert_eq!(short.status, 422);
    let guessed = per
        .post(
            "/letter",
            &[("code", &secret), ("password", "passord123456")],
        )
        .await;
    assert_eq!(guessed.status, 422);
    let chosen = per
        .post("/letter", &[("code", &secret), ("password", NEW)])
        .await;
    assert_eq!(chosen.status, 303, "{}", chosen.text());
    let again = per
        .post("/letter", &[("code", &secret), ("password", NEW)])
        .await;
    assert_eq!(again.status, 404);
    per.sign_in("per@nord.example", NEW).await;
    assert_eq!(per.get("/documents").await.status, 200);
    assert_eq!(per.get("/settings/people").await.status, 403);
}

#[tokio::test]
async fn an_invitation_does_not_let_in_for_ever() {
    let installation = Installation::fresh().await;
    let secret = invite(&installation, "per@nord.example", Role::Reader)
        .await
        .secret;
    installation
        .clock
        .advance(SignedDuration::from_hours(7 * 24));
    let mut per = installation.visitor();
    let path = format!("/letter?code={secret}");
    let late = per.get(&path).await;
    assert_eq!(late.status, 404);
    let never = per.get("/letter?code=nothing").await;
    assert_eq!(late.status, never.status);
}

#[tokio::test]
async fn asking_for_a_new_password_tells_nobody_who_is_here() {
    let installation = Installation::fresh().await;
    let mut answers = Vec::new();
    for email in [EMAIL, "nobody@nord.example", "no address"] {
        let mut visitor = installation.visitor();
        let answer = visitor.post("/reset", &[("email", email)]).await;
        answers.push((answer.status, answer.location()));
        let page = visitor.get(&answer.location()).await;
        assert!(page.text().contains("Hvis adressen"), "{}", page.text());
    }
    assert_eq!(answers[0], answers[1]);
    assert_eq!(answers[0], answers[2]);
    // Nor does asking often, whoever it is for.
    for email in [EMAIL, "nobody@nord.example"] {
        let mut statuses = Vec::new();
        for _ in 0..6 {
            let mut visitor = installation.visitor();
            statuses.push(
                visitor
                    .post("/reset", &[("email", email)])
                    .await
                    .status
                    .as_u16(),
            );
        }
        assert_eq!(statuses, [303, 303, 303, 303, 429, 429], "{email}");
    }
}

#[tokio::test]
async fn a_new_password_ends_all_sessions_and_the_letter() {
    let installation = Installation::fresh().await;
    let mut kari = installation.signed_in().await;
    let ctx = installation.ctx();
    let id = people::list(&installation.app, &ctx).await.unwrap()[0]
        .user
        .id;
    let letter = people::reset(&installation.app, &ctx, id)
        .await
        .unwrap()
        .unwrap();
    let origin = Origin::default();
    let redeemed = people::redeem_letter(&installation.app, &origin, &letter.secret, NEW).await;
    assert_eq!(redeemed.unwrap(), people::Redeemed::Done(EMAIL.to_owned()));
    assert_eq!(kari.get("/").await.status, 303);
    let mut visitor = installation.visitor();
    assert_eq!(sign_in(&mut visitor, EMAIL, PASSWORD).await.status, 422);
    assert_eq!(sign_in(&mut visitor, EMAIL, NEW).await.status, 303);
}

#[tokio::test]
async fn whoever_guesses_is_stopped_and_not_told_whether_there_is_anybody() {
    let installation = Installation::fresh().await;
    for email in [EMAIL, "nobody@nord.example"] {
        let mut statuses = Vec::new();
        for _ in 0..12 {
            let mut visitor = installation.visitor();
            statuses.push(
                sign_in(&mut visitor, email, "wrong wrong wrong")
                    .await
                    .status
                    .as_u16(),
            );
        }
        assert_eq!(statuses[..10], [422; 10], "{email}");
        assert_eq!(statuses[10..], [429; 2], "{email}");
    }
    // The right password does not help while it lasts, and does after.
    let mut kari = installation.visitor();
    assert_eq!(sign_in(&mut kari, EMAIL, PASSWORD).await.status, 429);
    installation.clock.advance(SignedDuration::from_mins(15));
    assert_eq!(sign_in(&mut kari, EMAIL, PASSWORD).await.status, 303);
}

/// The code that an authenticator with this secret shows.
fn code(installation: &Installation, secret: &str) -> String {
    let secret = totp_rs::Secret::try_from_base32(secret).expect("a secret");
    let totp = totp_rs::Builder::new()
        .with_secret(secret)
        .build()
        .expect("codes");
    let now = u64::try_from(installation.app.now().as_second()).expect("after 1970");
    totp.generate(now).to_string()
}

/// Sets an authenticator up; answers its secret and the codes of recovery.
async fn set_up(installation: &Installation, visitor: &mut Visitor) -> (String, Vec<String>) {
    let begun = send(visitor, "/settings/second-factor", &[]).await;
    assert_eq!(begun.status, 303, "{}", begun.text());
    let page = visitor.get("/settings/second-factor").await.text();
    let between = |text: &str, before: &str, after: &str| {
        let rest = text.split_once(before).map(|(_, rest)| rest.to_owned());
        rest.and_then(|rest| rest.split_once(after).map(|(found, _)| found.to_owned()))
    };
    let secret = between(&page, "skriv inn: <code>", "</code>").expect("a secret");
    assert!(page.contains("<svg class=\"qr\""), "{page}");
    let wrong = send(
        visitor,
        "/settings/second-factor/confirmation",
        &[("code", "000000")],
    )
    .await;
    assert_eq!(wrong.status, 422);
    let right = code(installation, &secret);
    let page = send(
        visitor,
        "/settings/second-factor/confirmation",
        &[("code", &right)],
    )
    .await;
    assert_eq!(page.status, 200);
    let codes = between(&page.text(), "<ul class=\"codes\">", "</ul>").expect("codes");
    let codes = codes.split("<code>").skip(1).map(|part| {
        let (code, _) = part.split_once('<').expect("the end of a code");
        code.to_owned()
    });
    (secret, codes.collect())
}

fn step_of(page: &Answer) -> String {
    let text = page.text();
    let rest = text.split_once("name=\"step\" value=\"").expect("a step").1;
    rest.split('"').next().unwrap_or_default().to_owned()
}

#[tokio::test]
async fn a_code_is_asked_for_and_taken_once() {
    let installation = Installation::fresh().await;
    let mut kari = installation.signed_in().await;
    let (secret, recovery) = set_up(&installation, &mut kari).await;
    assert_eq!(recovery.len(), 10);

    // The code it was set up with is not taken again.
    let mut visitor = installation.visitor();
    let asked = sign_in(&mut visitor, EMAIL, PASSWORD).await;
    assert_eq!(asked.status, 200, "{}", asked.text());
    assert_eq!(visitor.get("/").await.status, 303);
    let step = step_of(&asked);
    let used = code(&installation, &secret);
    let answer = visitor
        .post("/sign-in/code", &[("step", &step), ("code", &used)])
        .await;
    assert_eq!(answer.status, 422);
    installation.clock.advance(SignedDuration::from_secs(60));
    let next = code(&installation, &secret);
    let answer = visitor
        .post("/sign-in/code", &[("step", &step), ("code", &next)])
        .await;
    assert_eq!(answer.status, 303, "{}", answer.text());
    assert_eq!(visitor.get("/").await.status, 200);
    // The step is used up, and so is the code.
    let mut other = installation.visitor();
    let again = other
        .post("/sign-in/code", &[("step", &step), ("code", &next)])
        .await;
    assert_ne!(again.status, 303);

    let mut lost = installation.visitor();
    let step = step_of(&sign_in(&mut lost, EMAIL, PASSWORD).await);
    let answer = lost
        .post("/sign-in/code", &[("step", &step), ("code", &recovery[3])])
        .await;
    assert_eq!(answer.status, 303);
    let mut lost = installation.visitor();
    let step = step_of(&sign_in(&mut lost, EMAIL, PASSWORD).await);
    let answer = lost
        .post("/sign-in/code", &[("step", &step), ("code", &recovery[3])])
        .await;
    assert_eq!(answer.status, 422);
}

#[tokio::test]
async fn codes_cannot_be_guessed() {
    let installation = Installation::fresh().await;
    let mut kari = installation.signed_in().await;
    set_up(&installation, &mut kari).await;
    let mut visitor = installation.visitor();
    let step = step_of(&sign_in(&mut visitor, EMAIL, PASSWORD).await);
    let mut statuses = Vec::new();
    for guess in 0..12 {
        let guess = format!("{guess:06}");
        let fields = [("step", step.as_str()), ("code", guess.as_str())];
        statuses.push(visitor.post("/sign-in/code", &fields).await.status.as_u16());
    }
    assert_eq!(statuses[..10], [422; 10]);
    assert_eq!(statuses[10..], [429; 2]);
    // The step itself ends after some minutes.
    installation.clock.advance(SignedDuration::from_mins(20));
    let fields = [("step", step.as_str()), ("code", "123456")];
    let late = visitor.post("/sign-in/code", &fields).await;
    assert!(late.text().contains("name=\"password\""), "{}", late.text());
}

#[tokio::test]
async fn an_organisation_may_ask_everybody_for_a_second_factor() {
    let installation = Installation::fresh().await;
    let mut kari = installation.signed_in().await;
    let ask = [("second_factor", "on")];
    let early = send(&mut kari, "/settings/organisation/sign-in", &ask).await;
    assert_eq!(early.status, 422, "whoever asks has set it up themselves");
    set_up(&installation, &mut kari).await;
    let answer = send(&mut kari, "/settings/organisation/sign-in", &ask).await;
    assert_eq!(answer.status, 303, "{}", answer.text());
    let mut ola = installation
        .colleague("ola@nord.example", Role::Editor, None)
        .await;
    for path in ["/", "/documents", "/settings", "/settings/profile"] {
        let answer = ola.get(path).await;
        assert_eq!(answer.location(), "/settings/second-factor", "{path}");
    }
    let token = ola.form_token("/settings/second-factor").await;
    let begun = ola
        .post("/settings/second-factor", &[("form_token", &token)])
        .await;
    assert_eq!(begun.status, 303);
    let page = ola.get("/settings/second-factor").await.text();
    let secret = page.split_once("skriv inn: <code>").expect("a secret").1;
    let secret = secret.split('<').next().unwrap_or_default().to_owned();
    let right = code(&installation, &secret);
    let fields = [("form_token", token.as_str()), ("code", right.as_str())];
    let done = ola
        .post("/settings/second-factor/confirmation", &fields)
        .await;
    assert_eq!(done.status, 200);
    assert_eq!(ola.get("/documents").await.status, 200);
}

#[tokio::test]
async fn what_is_dangerous_is_asked_for_again_after_a_while() {
    let installation = Installation::fresh().await;
    let mut kari = installation.signed_in().await;
    installation.clock.advance(SignedDuration::from_mins(15));
    let invitation = [
        ("name", "Ola"),
        ("email", "ola@nord.example"),
        ("role", "reader"),
    ];
    let answer = send(&mut kari, "/settings/people", &invitation).await;
    assert_eq!(answer.location(), "/prove?next=%2Fsettings%2Fpeople");
    assert!(
        !kari
            .get("/settings/people")
            .await
            .text()
            .contains("ola@nord.example")
    );
    let wrong = send(
        &mut kari,
        &answer.location(),
        &[("secret", "not it at all")],
    )
    .await;
    assert_eq!(wrong.status, 422);
    let right = send(&mut kari, &answer.location(), &[("secret", PASSWORD)]).await;
    assert_eq!(right.location(), "/settings/people");
    let answer = send(&mut kari, "/settings/people", &invitation).await;
    assert_eq!(answer.location(), "/settings/people?said=invited");
}

#[tokio::test]
async fn a_person_sees_and_ends_their_own_sessions() {
    let installation = Installation::fresh().await;
    let (mut one, mut two) = (
        installation.signed_in().await,
        installation.signed_in().await,
    );
    let page = one.get("/settings/profile").await.text();
    assert_eq!(
        page.matches("/end\"").count(),
        2,
        "one other, and all others"
    );
    let path = page
        .split("action=\"/settings/profile/sessions/")
        .nth(1)
        .expect("a session");
    let path = path.split('"').next().unwrap_or_default();
    let path = format!("/settings/profile/sessions/{path}");
    let answer = send(&mut one, &path, &[]).await;
    assert_eq!(answer.status, 303, "{}", answer.text());
    assert_eq!(two.get("/").await.status, 303);
    assert_eq!(one.get("/").await.status, 200);
    assert_eq!(send(&mut one, &path, &[]).await.status, 404);

    let mut three = installation.signed_in().await;
    let fields = [("old", PASSWORD), ("password", NEW)];
    let wrong = [("old", "not it at all"), ("password", NEW)];
    let refused = send(&mut one, "/settings/profile/password", &wrong).await;
    assert_eq!(refused.status, 422);
    let changed = send(&mut one, "/settings/profile/password", &fields).await;
    assert_eq!(changed.status, 303, "{}", changed.text());
    assert_eq!(three.get("/").await.status, 303);
    assert_eq!(one.get("/").await.status, 200);
}

#[tokio::test]
async fn an_administrator_changes_and_removes_others_but_not_the_last_one() {
    let installation = Installation::fresh().await;
    let mut kari = installation.signed_in().await;
    let mut ola = installation
        .colleague("ola@nord.example", Role::Reader, None)
        .await;
    let listed = people::list(&installation.app, &installation.ctx())
        .await
        .unwrap();
    let id = |email: &str| -> UserId {
        let found = listed.iter().find(|one| one.user.email == email);
        found.expect(email).user.id
    };
    let own = format!("/settings/people/{}", id(EMAIL));
    let other = format!("/settings/people/{}", id("ola@nord.example"));
    let reader = [("name", "Kari"), ("role", "reader"), ("reach", "all")];
    assert_eq!(send(&mut kari, &own, &reader).await.status, 422);
    let editor = [("name", "Ola N"), ("role", "integrator"), ("reach", "all")];
    assert_eq!(send(&mut kari, &other, &editor).await.status, 303);
    // The new role holds at once, in the session that was there.
    assert_eq!(ola.get("/jobs").await.status, 200);
    let none = [("name", "Ola N"), ("role", "reader"), ("reach", "some")];
    assert_eq!(send(&mut kari, &other, &none).await.status, 422);
    assert_eq!(
        send(&mut kari, &format!("{own}/removal"), &[]).await.status,
        422
    );
    assert_eq!(
        send(&mut kari, &format!("{other}/removal"), &[])
            .await
            .status,
        303
    );
    assert_eq!(ola.get("/").await.status, 303);
    let mut ola = installation.visitor();
    assert_eq!(
        sign_in(&mut ola, "ola@nord.example", PASSWORD).await.status,
        422
    );
}

#[tokio::test]
async fn an_administrator_looks_through_another_role_and_back() {
    let installation = Installation::fresh().await;
    let mut kari = installation.signed_in().await;
    let answer = send(&mut kari, "/settings/roles/seen-as", &[("role", "reader")]).await;
    assert_eq!(answer.status, 303);
    assert!(
        kari.get("/")
            .await
            .text()
            .contains("Du ser portalen som rollen Leser")
    );
    assert_eq!(kari.get("/settings/people").await.status, 403);
    assert_eq!(kari.get("/jobs").await.status, 403);
    let answer = send(&mut kari, "/settings/roles/seen-as", &[("role", "")]).await;
    assert_eq!(answer.status, 303);
    assert_eq!(kari.get("/settings/people").await.status, 200);
    let mut ola = installation
        .colleague("ola@nord.example", Role::Reader, None)
        .await;
    let answer = send(
        &mut ola,
        "/settings/roles/seen-as",
        &[("role", "administrator")],
    )
    .await;
    assert_eq!(answer.status, 403);
    assert_eq!(ola.get("/settings/people").await.status, 403);
}

#[tokio::test]
async fn a_person_of_two_organisations_chooses_one() {
    let installation = Installation::fresh().await;
    installation.neighbour("syd", EMAIL).await;
    let mut kari = installation.visitor();
    let asked = sign_in(&mut kari, EMAIL, PASSWORD).await;
    assert_eq!(asked.status, 200);
    assert!(asked.text().contains("nord AS") && asked.text().contains("syd AS"));
    let step = step_of(&asked);
    let fields = [("step", step.as_str()), ("organisation", "syd")];
    let answer = kari.post("/sign-in/organisation", &fields).await;
    assert_eq!(answer.status, 303);
    assert!(kari.get("/").await.text().contains("syd AS"));
    let again = kari.post("/sign-in/organisation", &fields).await;
    assert_ne!(again.status, 303);
}

#[tokio::test]
async fn a_session_ends_at_last_however_much_it_is_used() {
    let installation = Installation::fresh().await;
    let mut kari = installation.signed_in().await;
    for _ in 0..15 {
        assert_eq!(kari.get("/").await.status, 200);
        installation.clock.advance(SignedDuration::from_hours(11));
    }
    assert_eq!(kari.get("/").await.status, 200);
    installation.clock.advance(SignedDuration::from_hours(4));
    assert_eq!(kari.get("/").await.status, 303);
}

#[tokio::test]
async fn a_company_is_added_and_changed() {
    let installation = Installation::fresh().await;
    let mut kari = installation.signed_in().await;
    let wrong = [("name", "Vind AS"), ("number", "974761077")];
    let refused = send(&mut kari, "/settings/companies", &wrong).await;
    assert_eq!(refused.status, 422);
    assert!(
        refused.text().contains("value=\"974761077\""),
        "what was typed is kept"
    );
    let fields = [
        ("name", "Vind AS"),
        ("number", "974 761 076"),
        ("accounts", "8601.11.17947\n15038366383"),
        ("kid_length", "13"),
        ("kid_algorithm", "mod10"),
        ("kid_length", ""),
        ("kid_algorithm", "mod10"),
        ("channel", "ehf"),
        ("language", "en"),
    ];
    let added = send(&mut kari, "/settings/companies", &fields).await;
    assert_eq!(added.status, 303, "{}", added.text());
    let page = kari.get(&added.location()).await.text();
    for shown in [
        "974761076",
        "86011117947",
        "value=\"13\"",
        "value=\"ehf\" checked",
    ] {
        assert!(page.contains(shown), "{shown} in {page}");
    }
    let taken = send(&mut kari, "/settings/companies", &fields).await;
    assert_eq!(taken.status, 422);
    let path = added.location();
    let path = path.split('?').next().unwrap_or_default();
    let changed = send(&mut kari, path, &[("name", "Vind og vær AS")]).await;
    assert_eq!(changed.status, 303, "{}", changed.text());
    assert!(
        kari.get("/settings/companies")
            .await
            .text()
            .contains("Vind og vær AS")
    );
}

#[tokio::test]
async fn who_runs_the_installation_sees_how_all_are_doing_and_no_document() {
    let installation = Installation::fresh().await;
    crate::samples::fill(&installation).await;
    installation.neighbour("byra", "bo@byra.example").await;
    let mut bo = installation.visitor();
    bo.sign_in("bo@byra.example", PASSWORD).await;
    assert_eq!(bo.get("/platform").await.status, 404);
    let done =
        people::set_platform_across_tenants(&installation.app, "bo@byra.example", true).await;
    assert_eq!(done.unwrap(), 1);
    let page = bo.get("/platform").await;
    assert_eq!(page.status, 200, "{}", page.text());
    assert!(page.text().contains("nord AS") && page.text().contains("byra AS"));
    assert!(!page.text().contains(crate::samples::NUMBER));
    assert!(
        !bo.get("/documents")
            .await
            .text()
            .contains(crate::samples::NUMBER)
    );
}
