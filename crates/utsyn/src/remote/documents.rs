use super::client::Client;
use crate::arguments::{Documents, Show};
use crate::commands::documents::{TABLE_ROWS, filter, print};
use crate::{Ended, output};
use anyhow::bail;
use domain::DocumentId;
use serde_json::Value;

/// Rows fetched at a time.
const PAGE_ROWS: usize = 200;

pub(super) async fn list(client: &Client, asked: Documents) -> anyhow::Result<Ended> {
    if asked.csv {
        bail!("CSV is written where the record lies; use --json with --server");
    }
    let mut query = filter(&asked.filter)?.to_pairs();
    query.push(("sort".to_owned(), asked.sort));
    let most = asked
        .limit
        .unwrap_or(if asked.json { usize::MAX } else { TABLE_ROWS });
    let (items, first) = pages(client, "/documents", query, most).await?;
    if asked.json {
        array(&items)?;
        return Ok(Ended::Well);
    }
    let rows: Vec<Vec<String>> = items.iter().map(cells).collect();
    let sums = first["sums"].as_array().into_iter().flatten();
    let sums: Vec<String> = sums.map(|sum| money(&sum["amount"])).collect();
    print(&rows, &first["total"], &sums)?;
    Ok(Ended::Well)
}

/// The items of a list, page after page, and what the first page says besides.
pub(super) async fn pages(
    client: &Client,
    path: &str,
    mut query: Vec<(String, String)>,
    most: usize,
) -> anyhow::Result<(Vec<Value>, Value)> {
    query.push(("limit".to_owned(), most.clamp(1, PAGE_ROWS).to_string()));
    let mut first = client.get(path, &query).await?;
    let mut items = taken(&mut first);
    let mut next = first["next"].as_str().map(str::to_owned);
    while let Some(address) = next.filter(|_| items.len() < most) {
        let mut page = client.get(&address, &[]).await?;
        items.extend(taken(&mut page));
        next = page["next"].as_str().map(str::to_owned);
    }
    items.truncate(most);
    Ok((items, first))
}

fn taken(page: &mut Value) -> Vec<Value> {
    match page["items"].take() {
        Value::Array(items) => items,
        _ => Vec::new(),
    }
}

/// One JSON array, an item a line.
pub(super) fn array(items: &[Value]) -> anyhow::Result<()> {
    output::raw(b"[")?;
    for (n, item) in items.iter().enumerate() {
        let comma = if n == 0 { "\n" } else { ",\n" };
        output::raw(format!("{comma}{item}").as_bytes())?;
    }
    output::line("]")
}

pub(super) fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

pub(super) fn money(value: &Value) -> String {
    match value["currency"].as_str() {
        Some(currency) => format!("{} {currency}", text(&value["amount"])),
        None => String::new(),
    }
}

fn cells(item: &Value) -> Vec<String> {
    let payment = match item["overdue"].as_bool() {
        Some(true) => "overdue".to_owned(),
        _ => text(&item["payment"]),
    };
    vec![
        text(&item["number"]),
        text(&item["customer"]["name"]).chars().take(30).collect(),
        text(&item["channel"]),
        text(&item["delivery"]),
        text(&item["recipient"]),
        payment,
        money(&item["amount"]),
        text(&item["due_on"]),
        text(&item["received_at"]).chars().take(10).collect(),
    ]
}

pub(super) async fn show(client: &Client, asked: Show) -> anyhow::Result<Ended> {
    let id = find(client, &asked.document).await?;
    let document = client.get(&format!("/documents/{id}"), &[]).await?;
    if asked.json {
        output::json(&document)?;
        return Ok(Ended::Well);
    }
    let facts = [
        ("id", text(&document["id"])),
        ("number", text(&document["number"])),
        ("kind", text(&document["kind"])),
        ("company", text(&document["company"]["name"])),
        ("customer", text(&document["customer"]["name"])),
        ("amount", money(&document["amount"])),
        ("kid", text(&document["kid"])),
        ("issued", text(&document["issued_on"])),
        ("due", text(&document["due_on"])),
        ("channel", text(&document["channel"])),
        ("delivery", text(&document["delivery"])),
        ("recipient", text(&document["recipient"])),
        ("payment", text(&document["payment"])),
        ("paid", text(&document["paid_on"])),
        ("erased", text(&document["expires_on"])),
    ];
    for (name, value) in facts.iter().filter(|(_, value)| !value.is_empty()) {
        output::line(&format!("{name:<10}{value}"))?;
    }
    for event in document["events"].as_array().into_iter().flatten() {
        let fact = &event["fact"];
        output::line(&format!(
            "{}  {} {}",
            text(&event["occurred_at"]),
            text(&fact["type"]),
            text(&fact["channel"])
        ))?;
    }
    Ok(Ended::Well)
}

/// The document that a person means by an id or a number; of several with the
/// same number, the newest.
pub(super) async fn find(client: &Client, reference: &str) -> anyhow::Result<String> {
    let reference = reference.trim();
    if let Ok(id) = reference.parse::<DocumentId>() {
        return Ok(id.to_string());
    }
    let query = vec![("q".to_owned(), reference.to_owned())];
    let (items, _) = pages(client, "/documents", query, PAGE_ROWS).await?;
    let found = items.iter().find(|item| item["number"] == reference);
    match found {
        Some(item) => Ok(text(&item["id"])),
        None => bail!("there is no document with the id or number '{reference}'"),
    }
}
