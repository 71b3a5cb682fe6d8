use crate::arguments::{Place, Show};
use crate::{Ended, installation, output};
use anyhow::bail;
use api::wire::DocumentInFull;
use app::documents::{self, Shown};

pub(crate) async fn run(place: &Place, asked: Show) -> anyhow::Result<Ended> {
    let (app, _, ctx) = installation::enter(place).await?;
    let id = documents::find_by_reference(&app, &ctx, &asked.document).await?;
    let shown = match id {
        Some(id) => documents::show(&app, &ctx, id).await?,
        None => None,
    };
    let Some(shown) = shown else {
        bail!(
            "there is no document with the id or number '{}'",
            asked.document
        );
    };
    app::audit::viewed(&app, &ctx, &shown.row.head).await?;
    match asked.json {
        true => output::json(&DocumentInFull::from(&shown))?,
        false => text(&shown)?,
    }
    Ok(Ended::Well)
}

fn text(shown: &Shown) -> anyhow::Result<()> {
    let (head, standing) = (&shown.row.head, &shown.row.standing);
    let amount = head
        .amount
        .map(|amount| format!("{} {}", amount.currency, amount.decimal()));
    let facts = [
        ("id", Some(head.id.to_string())),
        ("number", Some(head.number.clone())),
        ("kind", Some(head.kind.to_string())),
        ("company", Some(shown.row.company_name.clone())),
        ("customer", Some(shown.row.customer_name.clone())),
        ("amount", amount),
        ("kid", head.kid.clone()),
        ("issued", head.issued_on.map(|day| day.to_string())),
        ("due", head.due_on.map(|day| day.to_string())),
        ("channel", Some(standing.channel.to_string())),
        ("delivery", Some(standing.delivery.to_string())),
        ("recipient", Some(standing.recipient.to_string())),
        (
            "payment",
            Some(if shown.row.is_overdue {
                "overdue".to_owned()
            } else {
                standing.payment.to_string()
            }),
        ),
        ("paid", standing.paid_on.map(|day| day.to_string())),
        ("erased", Some(shown.erased_on.to_string())),
    ];
    for (name, value) in facts {
        if let Some(value) = value {
            output::line(&format!("{name:<10}{value}"))?;
        }
    }
    for event in &shown.events {
        let attempt = event
            .fact
            .attempt()
            .map_or_else(String::new, |key| format!(" {}", key.channel));
        let problem = event.fact.problem().map_or_else(String::new, |problem| {
            format!(
                ": {} ({})",
                problem.reason,
                problem.text.as_deref().unwrap_or("no words given")
            )
        });
        output::line(&format!(
            "{}  {}{attempt}{problem}",
            event.occurred_at,
            event.fact.name()
        ))?;
    }
    for finding in &shown.document.findings {
        output::line(&format!(
            "{}: {} [{}]",
            finding.severity, finding.message, finding.code
        ))?;
    }
    Ok(())
}
