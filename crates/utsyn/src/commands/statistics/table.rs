//! Answers as tables for people: a column a name, nested names with a dot.

use crate::output;
use serde_json::{Map, Value};

/// Prints an array of objects, or one object, as a table; the columns with
/// these names first, in their order.
pub(crate) fn print(answer: &Value, first: &[String]) -> anyhow::Result<()> {
    let rows: Vec<Vec<(String, String)>> = match answer {
        Value::Array(rows) => rows.iter().map(flat).collect(),
        one => vec![flat(one)],
    };
    let mut head: Vec<&str> = Vec::new();
    for (name, _) in rows.iter().flatten() {
        if !head.contains(&name.as_str()) {
            head.push(name);
        }
    }
    let place = |name: &&str| first.iter().position(|same| same == name);
    head.sort_by_key(|name| place(name).unwrap_or(first.len()));
    let cell = |row: &[(String, String)], name: &str| {
        let found = row.iter().find(|(same, _)| same == name);
        found.map_or_else(String::new, |(_, text)| text.clone())
    };
    let table: Vec<Vec<String>> = rows
        .iter()
        .map(|row| head.iter().map(|name| cell(row, name)).collect())
        .collect();
    let is_number = |column: usize| {
        let cells = table.iter().map(|row| row[column].as_str());
        let mut some = cells
            .filter(|cell| !cell.is_empty() && *cell != "-")
            .peekable();
        some.peek().is_some()
            && some.all(|cell| cell.starts_with(|c: char| c.is_ascii_digit() || c == '-'))
    };
    let right: Vec<bool> = (0..head.len()).map(is_number).collect();
    output::table(&head, &right, &table)
}

fn flat(row: &Value) -> Vec<(String, String)> {
    match row {
        Value::Object(fields) => fields
            .iter()
            .flat_map(|(name, value)| cells(name, value))
            .collect(),
        other => vec![("value".to_owned(), text(other))],
    }
}

fn cells(name: &str, value: &Value) -> Vec<(String, String)> {
    match value {
        Value::Array(list) if list.len() == 1 => cells(name, &list[0]),
        Value::Object(fields) if is_money(fields) => vec![(name.to_owned(), text(value))],
        Value::Object(fields) if fields.contains_key("n") && fields.len() <= 5 => {
            vec![(name.to_owned(), figure(fields))]
        }
        Value::Object(fields) => {
            let inner = fields.iter();
            inner
                .flat_map(|(inner, value)| cells(&format!("{name}.{inner}"), value))
                .collect()
        }
        _ => vec![(name.to_owned(), text(value))],
    }
}

fn is_money(fields: &Map<String, Value>) -> bool {
    fields.len() == 2 && fields.contains_key("amount") && fields.contains_key("currency")
}

/// A figure on one line: value, interval, and of how many.
fn figure(fields: &Map<String, Value>) -> String {
    let of = |name: &str| fields.get(name).map(text).unwrap_or_default();
    match (fields.get("too_few"), fields.get("value")) {
        (Some(_), _) => format!("too few (n {})", of("n")),
        (None, Some(Value::Null) | None) => format!("- (n {})", of("n")),
        _ if fields.contains_key("low") => {
            format!(
                "{} ({}..{}, n {})",
                of("value"),
                of("low"),
                of("high"),
                of("n")
            )
        }
        _ => format!("{} (n {})", of("value"), of("n")),
    }
}

fn text(value: &Value) -> String {
    match value {
        Value::Null => "-".to_owned(),
        Value::String(text) => text.clone(),
        Value::Number(number) => match number.as_f64() {
            Some(value) if value.fract() != 0.0 => format!("{value:.3}"),
            Some(value) if number.is_f64() => format!("{value:.0}"),
            _ => number.to_string(),
        },
        Value::Object(fields) if is_money(fields) => {
            let of = |name: &str| fields[name].as_str().unwrap_or_default().to_owned();
            format!("{} {}", of("currency"), of("amount"))
        }
        Value::Array(list) => list.iter().map(text).collect::<Vec<_>>().join(", "),
        other => other.to_string(),
    }
}
