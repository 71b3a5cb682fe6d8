//! Statistics: measures by any dimension, and the questions, as JSON. The
//! command line prints the same.

pub(crate) mod show;

mod measure;
mod prices;
mod question;
mod wire;

use app::statistics::{self, Asked, Compare, Dimension};
use app::{App, Ctx};
use domain::Channel;
use domain::filter::Filter;
use domain::period::DateSpan;
use jiff::civil::Date;
use measure::{Measure, Measured};
use serde_json::{Value, json};

/// What is asked: measures by dimensions, or one of the questions.
#[derive(Debug, Clone, Default)]
pub struct Asking {
    /// Which documents.
    pub filter: Filter,
    /// Dimensions by their names.
    pub by: Vec<String>,
    /// Measures by their names.
    pub measures: Vec<String>,
    /// A question by its name, instead of measures.
    pub question: Option<String>,
    /// What the filter's period is compared with, by its name.
    pub compare: Option<String>,
    /// The channel before (change, what-if).
    pub from: Option<Channel>,
    /// The channel after (change, what-if).
    pub to: Option<Channel>,
    /// The day that it is about (improvement, ageing).
    pub on: Option<Date>,
    /// The first period (transitions).
    pub before: Option<DateSpan>,
    /// The second period (transitions).
    pub after: Option<DateSpan>,
    /// How customers pay, rather than how documents reach them (transitions).
    pub paying: bool,
    /// Number, name or id of a customer (strip).
    pub customer: Option<String>,
    /// The order of those who owe: `overdue_days` or `overdue` (pressing).
    pub order: Option<String>,
    /// What documents cost, such as `print=14.50@2026-07-01`; the
    /// organisation's own prices where none are given (economy, what-if).
    pub price: Vec<String>,
    /// Yearly interest in percent; the organisation's own where none is given
    /// (economy, what-if).
    pub interest: Option<f64>,
}

/// Answers, with what was asked beside the answer: `rows` of measures, or the
/// `answer` to a question.
///
/// # Errors
///
/// A name that is not known, or an option that the question needs.
pub async fn answer(app: &App, ctx: &Ctx, asked: &Asking) -> app::Result<Value> {
    let about = Asked {
        filter: asked.filter.clone(),
        compare: asked.compare.as_deref().map(compare).transpose()?,
    };
    let dimensions = dimensions(&asked.by)?;
    match &asked.question {
        Some(question) => {
            let question = question.parse()?;
            question::ask(app, ctx, question, &about, &dimensions, asked).await
        }
        None => {
            let measures = Measure::read_all(&asked.measures)?;
            by_measure(app, ctx, &about, &dimensions, &measures, asked).await
        }
    }
}

async fn by_measure(
    app: &App,
    ctx: &Ctx,
    about: &Asked,
    dimensions: &[Dimension],
    measures: &[Measure],
    asked: &Asking,
) -> app::Result<Value> {
    let rows = rows(app, ctx, about, dimensions, measures, asked).await?;
    let mut answer = json!({
        "by": asked.by,
        "measures": asked.measures,
        "filter": about.filter.to_string(),
        "rows": rows,
    });
    if let Some(period) = about.period(ctx.today()) {
        answer["period"] = wire::span(&period);
    }
    if let Some((period, filter)) = about.before(ctx.today()) {
        let before = Asked::plain(filter);
        answer["before"] = json!({
            "period": wire::span(&period),
            "filter": before.filter.to_string(),
            "rows": self::rows(app, ctx, &before, dimensions, measures, asked).await?,
        });
    }
    Ok(answer)
}

/// One object a group: its keys, then its measures in the order asked.
async fn rows(
    app: &App,
    ctx: &Ctx,
    about: &Asked,
    dimensions: &[Dimension],
    measures: &[Measure],
    asked: &Asking,
) -> app::Result<Vec<Value>> {
    let wanted = Measure::wanted(measures);
    let counted = statistics::count(app, ctx, &about.filter, dimensions).await?;
    let measured = match measures.iter().any(|measure| measure.asks_more()) {
        true => {
            let plain = Asked::plain(about.filter.clone());
            statistics::measures(app, ctx, &plain, dimensions, &wanted)
                .await?
                .now
        }
        false => Vec::new(),
    };
    let row = |(at, group): (usize, &statistics::Group)| {
        // Both answers have the same groups in the same order.
        let of = Measured {
            group,
            measures: measured.get(at).map(|row| &row.value),
        };
        let keys = asked
            .by
            .iter()
            .cloned()
            .zip(group.keys.iter().map(wire::key));
        let values = measures
            .iter()
            .map(|measure| (measure.name().to_owned(), of.value(*measure)));
        Value::Object(keys.chain(values).collect())
    };
    Ok(counted.iter().enumerate().map(row).collect())
}

fn compare(word: &str) -> app::Result<Compare> {
    Compare::from_code(word).ok_or_else(|| {
        let words: Vec<&str> = Compare::ALL.iter().map(|(word, _)| *word).collect();
        let message = format!(
            "'{word}' is no way to compare; one of: {}",
            words.join(", ")
        );
        app::Error::invalid("statistics.compare", "compare", message)
    })
}

fn dimensions(words: &[String]) -> app::Result<Vec<Dimension>> {
    let dimension = |word: &String| {
        word.parse().map_err(|error: statistics::UnknownDimension| {
            app::Error::invalid("statistics.dimension", "by", error.to_string())
        })
    };
    words.iter().map(dimension).collect()
}
