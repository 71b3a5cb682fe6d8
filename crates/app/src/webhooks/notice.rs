//! The letter that says that a webhook was disabled, to those who can do
//! something about it.

use crate::mail::{self, Letter};
use crate::{App, Result};
use domain::{OrganisationId, Role};
use store::port::{LeasedWebhook, User, Webhook, WebhookDisabled};

/// Writes to every administrator who sees the webhook. Several messages may
/// end it at once; the letters are of the lease under which they did, so that
/// there is one each.
pub(super) async fn write(
    app: &App,
    organisation: OrganisationId,
    leased: &LeasedWebhook,
    why: WebhookDisabled,
) -> Result<()> {
    let webhook = &leased.webhook;
    let found = app.store.lookup_organisation(organisation).await?;
    let usual = found.map(|it| it.language).unwrap_or_default();
    for user in app.store.list_users(organisation).await? {
        if !is_told(webhook, &user) {
            continue;
        }
        let language = match user.language.as_deref().unwrap_or(&usual) {
            "en" => "en",
            _ => "nb",
        };
        let (subject, text) = words(app, webhook, &user, why, language);
        let letter = Letter {
            key: format!("webhook/{}/{}/{}", webhook.id, leased.fence, user.id),
            to: user.email.clone(),
            language: language.to_owned(),
            subject,
            text,
            html: None,
            inline: Vec::new(),
            attachments: Vec::new(),
        };
        mail::queue(app, organisation, letter).await?;
    }
    Ok(())
}

fn is_told(webhook: &Webhook, user: &User) -> bool {
    let sees = match (&user.companies, &webhook.companies) {
        (None, _) => true,
        (Some(seen), Some(told)) => told.iter().all(|company| seen.contains(company)),
        (Some(_), None) => false,
    };
    user.role == Role::Administrator && user.joined_at.is_some() && sees
}

fn words(
    app: &App,
    webhook: &Webhook,
    user: &User,
    why: WebhookDisabled,
    language: &str,
) -> (String, String) {
    let name = match webhook.description.trim() {
        "" => webhook.url.as_str(),
        description => description,
    };
    let page = app.portal_url(&format!("/settings/webhooks/{}", webhook.id));
    let to = &user.name;
    match language {
        "en" => {
            let why = match why {
                WebhookDisabled::Gone => "the receiver answered that it is gone for good (410)",
                _ => "nothing could be delivered to it for days",
            };
            (
                format!("A webhook is disabled: {}", short(name)),
                format!(
                    "Hello {to},\n\nThe webhook {name} is disabled, because {why}. It is told \
                     nothing until it is enabled again; what happens meanwhile waits.\n\nSee \
                     what was answered, and enable it, here:\n{page}\n"
                ),
            )
        }
        _ => {
            let why = match why {
                WebhookDisabled::Gone => "mottakeren svarte at den er borte for godt (410)",
                _ => "ingenting har kunnet leveres til den på flere dager",
            };
            (
                format!("En webhook er slått av: {}", short(name)),
                format!(
                    "Hei {to}!\n\nWebhooken {name} er slått av, fordi {why}. Den får ikke vite \
                     noe før den slås på igjen; det som skjer imens, venter.\n\nSe hva som ble \
                     svart, og slå den på, her:\n{page}\n"
                ),
            )
        }
    }
}

/// A name that fits into a subject.
fn short(name: &str) -> String {
    const CHARACTERS: usize = 80;
    let line: String = name.chars().filter(|c| !c.is_control()).collect();
    match line.chars().count() > CHARACTERS {
        true => format!("{}…", line.chars().take(CHARACTERS).collect::<String>()),
        false => line,
    }
}
