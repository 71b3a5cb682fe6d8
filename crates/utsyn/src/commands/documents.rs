use crate::arguments::{Documents, Place};
use crate::{Ended, installation, output};
use api::wire::Document;
use app::documents::{self, Column, Flavour, Row, Search, Wording};
use app::{App, Ctx};
use domain::filter::Filter;
use std::fmt::Display;

/// Rows of a table for people, unless they ask for more.
pub(crate) const TABLE_ROWS: usize = 50;
/// Rows fetched at a time.
const PAGE_ROWS: usize = 1_000;

pub(crate) async fn run(place: &Place, asked: Documents) -> anyhow::Result<Ended> {
    let search = Search {
        filter: filter(&asked.filter)?,
        sort: sort(&asked.sort)?,
    };
    let (app, _, ctx) = installation::enter(place).await?;
    match (asked.json, asked.csv) {
        (true, _) => json(&app, &ctx, &search, asked.limit).await?,
        (_, true) => csv(&app, &ctx, &search).await?,
        _ => table(&app, &ctx, &search, asked.limit.unwrap_or(TABLE_ROWS)).await?,
    }
    Ok(Ended::Well)
}

/// The words of the command line as one filter.
pub(crate) fn filter(words: &[String]) -> app::Result<Filter> {
    Filter::from_words(words)
        .map_err(|error| app::Error::invalid("filter.invalid", "filter", error.to_string()))
}

fn sort(text: &str) -> app::Result<documents::Sort> {
    text.parse().map_err(|error: documents::UnknownSort| {
        app::Error::invalid("sort.invalid", "sort", error.to_string())
    })
}

async fn json(app: &App, ctx: &Ctx, search: &Search, limit: Option<usize>) -> anyhow::Result<()> {
    let mut ids = documents::ids(app, ctx, search).await?;
    ids.truncate(limit.unwrap_or(usize::MAX));
    output::raw(b"[")?;
    for (page, ids) in ids.chunks(PAGE_ROWS).enumerate() {
        for (n, row) in documents::rows(app, ctx, ids).await?.iter().enumerate() {
            let comma = if page + n == 0 { "\n" } else { ",\n" };
            output::raw(
                format!("{comma}{}", serde_json::to_string(&Document::from(row))?).as_bytes(),
            )?;
        }
    }
    output::line("]")
}

/// Files for programs carry codes, so no words are asked for.
struct Codes;

impl Wording for Codes {
    fn column(&self, column: Column) -> String {
        column.code().to_owned()
    }

    fn word(&self, _vocabulary: &str, code: &str) -> String {
        code.to_owned()
    }
}

async fn csv(app: &App, ctx: &Ctx, search: &Search) -> anyhow::Result<()> {
    let columns = Column::ALL.to_vec();
    let mut export = documents::export(app, ctx, search, columns, Flavour::Machine, &Codes).await?;
    while let Some(piece) = export.next().await? {
        output::raw(&piece)?;
    }
    Ok(())
}

async fn table(app: &App, ctx: &Ctx, search: &Search, limit: usize) -> anyhow::Result<()> {
    let found = documents::find(app, ctx, search, None, limit).await?;
    let rows: Vec<Vec<String>> = found.rows.iter().map(|row| cells(ctx, row)).collect();
    let sums: Vec<String> = found
        .sums
        .iter()
        .map(|sum| format!("{} {}", sum.amount.currency, sum.amount.decimal()))
        .collect();
    print(&rows, found.total, &sums)
}

/// Prints documents as a table, and below it of how many they are, with the
/// sum of all of those in each currency.
pub(crate) fn print(
    rows: &[Vec<String>],
    total: impl Display,
    sums: &[String],
) -> anyhow::Result<()> {
    let head = [
        "number",
        "customer",
        "channel",
        "delivery",
        "recipient",
        "payment",
        "amount",
        "due",
        "received",
    ];
    let right = [false, false, false, false, false, false, true, false, false];
    output::table(&head, &right, rows)?;
    output::message(&format!(
        "{} of {total} documents; in all {}",
        rows.len(),
        sums.join(", ")
    ));
    Ok(())
}

fn cells(ctx: &Ctx, row: &Row) -> Vec<String> {
    let day = |day: Option<jiff::civil::Date>| day.map_or_else(String::new, |day| day.to_string());
    let payment = if row.is_overdue {
        "overdue"
    } else {
        row.standing.payment.code()
    };
    let amount = row.head.amount;
    vec![
        row.head.number.clone(),
        row.customer_name.chars().take(30).collect(),
        row.standing.channel.to_string(),
        row.standing.delivery.to_string(),
        row.standing.recipient.to_string(),
        payment.to_owned(),
        amount.map_or_else(String::new, |amount| {
            format!("{} {}", amount.decimal(), amount.currency)
        }),
        day(row.head.due_on),
        day(Some(
            row.head.received_at.to_zoned(ctx.time_zone.clone()).date(),
        )),
    ]
}
