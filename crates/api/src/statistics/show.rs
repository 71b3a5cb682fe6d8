use super::{Asking, answer};
use crate::caller::{Caller, ReadStatistics};
use crate::documents::list::FilterWords;
use crate::problem::Problem;
use crate::query::Query;
use app::App;
use axum::Json;
use axum::extract::State;
use serde_json::Value;
use std::str::FromStr;
use std::sync::Arc;

/// What is measured where nothing is said.
const USUALLY: &str = "count,amount";

/// The parameters besides the words of the filter. `before`, `after` and `on`
/// are days; `customer` is a word of the filter too.
const PARAMETERS: [&str; 13] = [
    "by", "measure", "question", "compare", "from", "to", "on", "before", "after", "paying",
    "order", "price", "interest",
];

/// Ask for statistics
///
/// Measures by dimensions (`rows`), or one of the questions (`answer`). Every
/// share carries its `n` and its interval, and below ten nothing is said but
/// `too_few`. Time until something happens counts what has not happened yet.
/// The definitions are those of the portal's page of definitions.
#[utoipa::path(
    get, path = "/statistics", tag = "statistics",
    params(
        ("by" = Option<String>, Query, description = "Dimensions, separated by commas, such as `channel,received_month`"),
        ("measure" = Option<String>, Query, description = "Measures, separated by commas, such as `count,paid_on_time,median_days_to_pay`; `count,amount` where none are given"),
        ("question" = Option<String>, Query, description = "A question instead of measures: `channels`, `behaviour`, `habits`, `pressing`, `latest-payers`, `mandates`, `waits`, `strip`, `failures`, `improvement`, `silence`, `ageing`, `economy`, `transitions`, `change`, `what-if`"),
        ("compare" = Option<String>, Query, description = "Compare the filter's period: `previous`, `previous_weekdays`, `last_year`, `last_year_weekdays`"),
        ("from" = Option<String>, Query, description = "The channel before (change, what-if)"),
        ("to" = Option<String>, Query, description = "The channel after (change, what-if)"),
        ("on" = Option<String>, Query, description = "The day that it is about (improvement, ageing)", format = Date),
        ("before" = Option<String>, Query, description = "The first period (transitions)"),
        ("after" = Option<String>, Query, description = "The second period (transitions)"),
        ("paying" = Option<bool>, Query, description = "How customers pay, rather than how documents reach them (transitions)"),
        ("order" = Option<String>, Query, description = "The order of those who owe: `overdue_days` or `overdue` (pressing)"),
        ("price" = Option<String>, Query, description = "What documents cost, separated by commas, such as `ehf=1.50,print=14.50@2026-07-01`; the organisation's own prices where none are given (economy, what-if)"),
        ("interest" = Option<f64>, Query, description = "Yearly interest in percent; the organisation's own where none is given (economy, what-if)", minimum = 0, maximum = 100),
        FilterWords,
    ),
    responses((status = 200, body = Object)),
    security(("key" = ["statistics:read"])),
)]
pub(crate) async fn show(
    State(app): State<Arc<App>>,
    caller: Caller<ReadStatistics>,
    query: Query,
) -> Result<Json<Value>, Problem> {
    query.only(&PARAMETERS, true)?;
    let asking = asking(&query)?;
    Ok(Json(answer(&app, caller.ctx(), &asking).await?))
}

fn asking(query: &Query) -> Result<Asking, Problem> {
    let text = |name: &str| query.get(name).map(str::to_owned);
    Ok(Asking {
        filter: query.filter()?,
        by: words(query.get("by")),
        measures: words(query.get("measure").or(Some(USUALLY))),
        question: text("question"),
        compare: text("compare"),
        from: read(query, "from")?,
        to: read(query, "to")?,
        on: read(query, "on")?,
        before: read(query, "before")?,
        after: read(query, "after")?,
        paying: read(query, "paying")?.unwrap_or_default(),
        customer: text("customer"),
        order: text("order"),
        price: words(query.get("price")),
        interest: interest(query)?,
    })
}

/// A yearly interest in percent: above 100 somebody has typed a factor or an
/// amount.
fn interest(query: &Query) -> Result<Option<f64>, Problem> {
    let percent: Option<f64> = read(query, "interest")?;
    match percent {
        Some(percent) if !(0.0..=100.0).contains(&percent) => Err(Problem::parameter(
            "interest",
            "statistics.parameter",
            format!("'{percent}' is not a percentage from 0 to 100"),
        )),
        percent => Ok(percent),
    }
}

fn words(written: Option<&str>) -> Vec<String> {
    let words = written.unwrap_or_default().split(',');
    words
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

fn read<T: FromStr>(query: &Query, name: &str) -> Result<Option<T>, Problem>
where
    T::Err: std::fmt::Display,
{
    let written = query.get(name);
    written
        .map(|written| {
            written.parse().map_err(|error: T::Err| {
                let message = format!("'{written}': {error}");
                Problem::parameter(name, "statistics.parameter", message)
            })
        })
        .transpose()
}
