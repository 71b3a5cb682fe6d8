use crate::arguments::{Payments, Place};
use crate::{Ended, installation, output};
use app::payments::{self, PaymentFilter};
use domain::Payment;

/// Rows of a table for people, unless they ask for more.
const TABLE_ROWS: usize = 50;
/// Rows fetched at a time.
const PAGE_ROWS: usize = 1_000;

pub(crate) async fn run(place: &Place, asked: Payments) -> anyhow::Result<Ended> {
    let (app, _, ctx) = installation::enter(place).await?;
    let filter = PaymentFilter {
        matched: asked.unmatched.then_some(false),
        ..PaymentFilter::default()
    };
    let mut left = asked
        .limit
        .unwrap_or(if asked.json { usize::MAX } else { TABLE_ROWS });
    let mut after = None;
    let mut rows: Vec<Vec<String>> = Vec::new();
    let mut told = 0_u64;
    if asked.json {
        output::raw(b"[")?;
    }
    let count = loop {
        let page = payments::list(&app, &ctx, &filter, after, PAGE_ROWS.min(left)).await?;
        for payment in &page.payments {
            match asked.json {
                true => {
                    let comma = if told == 0 { "\n" } else { ",\n" };
                    let payment = serde_json::to_string(&api::wire::Payment::from(payment))?;
                    output::raw(format!("{comma}{payment}").as_bytes())?;
                }
                false => rows.push(cells(payment)),
            }
            told += 1;
        }
        left -= page.payments.len();
        after = page.next;
        if after.is_none() || left == 0 {
            break page.count;
        }
    };
    match asked.json {
        true => output::line("]")?,
        false => {
            let head = [
                "value date",
                "paid by",
                "kid",
                "amount",
                "account",
                "document",
            ];
            output::table(&head, &[false, false, false, true, false, false], &rows)?;
            output::message(&format!("{told} of {} payments", count.payments));
        }
    }
    Ok(Ended::Well)
}

fn cells(payment: &Payment) -> Vec<String> {
    vec![
        payment.value_on.to_string(),
        payment.paid_by.to_string(),
        payment.kid.clone().unwrap_or_default(),
        format!("{} {}", payment.amount.decimal(), payment.amount.currency),
        payment.account.clone(),
        payment
            .matched
            .map_or_else(String::new, |matched| matched.document.to_string()),
    ]
}
