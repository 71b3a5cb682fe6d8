use super::{documents, wire};
use crate::arguments::{Place, Statistics};
use crate::{Ended, installation, output};
use app::statistics::{self, Dimension, Group};
use serde_json::{Map, Value, json};

pub(crate) async fn run(place: &Place, asked: Statistics) -> anyhow::Result<Ended> {
    let filter = documents::filter(&asked.filter)?;
    let dimensions = dimensions(&asked.by)?;
    let measures = measures(&asked.measure)?;
    let (app, _, ctx) = installation::enter(place).await?;
    let groups = statistics::count(&app, &ctx, &filter, &dimensions).await?;
    if asked.json {
        let rows: Vec<Value> = groups
            .iter()
            .map(|group| row(group, &asked.by, &measures))
            .collect();
        output::json(&json!({
            "by": asked.by,
            "measures": asked.measure,
            "filter": filter.to_string(),
            "rows": rows,
        }))?;
    } else {
        table(&groups, &asked.by, &measures)?;
    }
    Ok(Ended::Well)
}

#[derive(Clone, Copy)]
enum Measure {
    Count,
    Amount,
    Outstanding,
    Paid,
}

impl Measure {
    const ALL: [(Self, &'static str); 4] = [
        (Self::Count, "count"),
        (Self::Amount, "amount"),
        (Self::Outstanding, "outstanding"),
        (Self::Paid, "paid"),
    ];

    const fn of(self, group: &Group) -> &Vec<app::documents::Sum> {
        match self {
            Self::Count | Self::Amount => &group.amounts,
            Self::Outstanding => &group.outstanding,
            Self::Paid => &group.paid,
        }
    }
}

fn dimensions(words: &[String]) -> app::Result<Vec<Dimension>> {
    let dimension = |word: &String| {
        word.parse().map_err(|error: statistics::UnknownDimension| {
            app::Error::invalid("statistics.dimension", "by", error.to_string())
        })
    };
    words.iter().map(dimension).collect()
}

fn measures(words: &[String]) -> app::Result<Vec<(Measure, &'static str)>> {
    let measure = |word: &String| {
        let known = Measure::ALL.into_iter().find(|(_, name)| name == word);
        known.ok_or_else(|| {
            let names: Vec<&str> = Measure::ALL.iter().map(|(_, name)| *name).collect();
            let message = format!("'{word}' is not a measure; one of: {}", names.join(", "));
            app::Error::invalid("statistics.measure", "measure", message)
        })
    };
    words.iter().map(measure).collect()
}

fn row(group: &Group, by: &[String], measures: &[(Measure, &str)]) -> Value {
    let keys = by
        .iter()
        .cloned()
        .zip(group.keys.iter().map(|key| json!(key.code)));
    let measured = measures.iter().map(|(measure, name)| {
        let value = match measure {
            Measure::Count => json!(group.count),
            other => wire::sums(other.of(group)),
        };
        ((*name).to_owned(), value)
    });
    Value::Object(keys.chain(measured).collect::<Map<String, Value>>())
}

fn table(groups: &[Group], by: &[String], measures: &[(Measure, &str)]) -> anyhow::Result<()> {
    let names = measures.iter().map(|(_, name)| *name);
    let head: Vec<&str> = by.iter().map(String::as_str).chain(names).collect();
    let right: Vec<bool> = head
        .iter()
        .enumerate()
        .map(|(n, _)| n >= by.len())
        .collect();
    let rows: Vec<Vec<String>> = groups
        .iter()
        .map(|group| {
            let keys = group.keys.iter().map(|key| {
                key.name
                    .clone()
                    .or_else(|| key.code.clone())
                    .unwrap_or_else(|| "-".to_owned())
            });
            let measured = measures.iter().map(|(measure, _)| match measure {
                Measure::Count => group.count.to_string(),
                other => amounts(other.of(group)),
            });
            keys.chain(measured).collect()
        })
        .collect();
    output::table(&head, &right, &rows)
}

fn amounts(sums: &[app::documents::Sum]) -> String {
    let amount =
        |sum: &app::documents::Sum| format!("{} {}", sum.amount.currency, sum.amount.decimal());
    sums.iter().map(amount).collect::<Vec<_>>().join(", ")
}
