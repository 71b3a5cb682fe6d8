use crate::arguments::{Init, Place};
use crate::{Ended, installation, output};
use anyhow::Context as _;
use app::organisations::{self, NewOrganisation};
use app::people::NewPerson;
use std::io::BufRead as _;

pub(crate) async fn run(place: &Place, init: Init) -> anyhow::Result<Ended> {
    let slug = place
        .org
        .clone()
        .context("name the organisation with --org, for example --org nord")?;
    let app = installation::open(place).await?;
    let password = init.password_stdin.then(read_password).transpose()?;
    let founded = organisations::init(
        &app,
        NewOrganisation {
            slug,
            name: init.name,
            company_number: init.company_number,
            admin: NewPerson {
                email: init.admin_email.clone(),
                name: init.admin_name,
                password,
            },
        },
    )
    .await?;
    app.close().await?;
    if init.json {
        output::json(&serde_json::json!({
            "organisation": founded.organisation.slug,
            "email": init.admin_email,
            "password": founded.password,
        }))?;
    } else {
        output::line(&format!(
            "Made the organisation '{}'.",
            founded.organisation.slug
        ))?;
        if let Some(password) = founded.password {
            output::line(&format!(
                "Sign in as {} with the password {password}",
                init.admin_email
            ))?;
            output::message("The password is shown this once; it is not kept in readable form.");
        }
        output::message("Next: utsyn import FILES, then utsyn serve.");
    }
    Ok(Ended::Well)
}

fn read_password() -> anyhow::Result<String> {
    let mut line = String::new();
    std::io::stdin().lock().read_line(&mut line)?;
    Ok(line.trim_end_matches(['\r', '\n']).to_owned())
}
