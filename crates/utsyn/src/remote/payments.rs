use super::client::Client;
use super::documents::{array, money, pages, text};
use crate::arguments::Payments;
use crate::{Ended, output};
use serde_json::Value;

/// Rows of a table for people, unless they ask for more.
const TABLE_ROWS: usize = 50;

pub(super) async fn list(client: &Client, asked: Payments) -> anyhow::Result<Ended> {
    let mut query = Vec::new();
    if asked.unmatched {
        query.push(("matched".to_owned(), "false".to_owned()));
    }
    let most = asked
        .limit
        .unwrap_or(if asked.json { usize::MAX } else { TABLE_ROWS });
    let (items, first) = pages(client, "/payments", query, most).await?;
    if asked.json {
        array(&items)?;
        return Ok(Ended::Well);
    }
    let head = [
        "value date",
        "paid by",
        "kid",
        "amount",
        "account",
        "document",
    ];
    let rows: Vec<Vec<String>> = items.iter().map(cells).collect();
    output::table(&head, &[false, false, false, true, false, false], &rows)?;
    output::message(&format!(
        "{} of {} payments",
        rows.len(),
        first["count"]["payments"]
    ));
    Ok(Ended::Well)
}

fn cells(payment: &Value) -> Vec<String> {
    vec![
        text(&payment["value_on"]),
        text(&payment["paid_by"]),
        text(&payment["kid"]),
        money(&payment["amount"]),
        text(&payment["account"]),
        text(&payment["document"]),
    ]
}
