//! `utsyn statistics`: measures by any dimension, and the questions.

mod measure;
mod prices;
mod question;
mod table;
mod wire;

use super::documents;
use crate::arguments::{Place, Statistics};
use crate::{Ended, installation, output};
use app::statistics::{self, Asked, Compare, Dimension};
use app::{App, Ctx};
use measure::{Measure, Measured};
use serde_json::{Value, json};

pub(crate) async fn run(place: &Place, asked: Statistics) -> anyhow::Result<Ended> {
    let about = Asked {
        filter: documents::filter(&asked.filter)?,
        compare: asked.compare.as_deref().map(compare).transpose()?,
    };
    let dimensions = dimensions(&asked.by)?;
    let measures = Measure::read_all(&asked.measure)?;
    let question = asked.question.as_deref().map(str::parse).transpose()?;
    let (app, _, ctx) = installation::enter(place).await?;
    match question {
        Some(question) => {
            let answer = question::ask(&app, &ctx, question, &about, &dimensions, &asked).await?;
            show(&asked, answer, "answer")?;
        }
        None => {
            let answer = by_measure(&app, &ctx, &about, &dimensions, &measures, &asked).await?;
            show(&asked, answer, "rows")?;
        }
    }
    Ok(Ended::Well)
}

/// The whole answer as JSON, or the part that has this name as a table.
fn show(asked: &Statistics, answer: Value, part: &str) -> anyhow::Result<()> {
    match asked.json {
        true => output::json(&answer),
        false => {
            let first: Vec<String> = asked.by.iter().chain(&asked.measure).cloned().collect();
            table::print(&answer[part], &first)
        }
    }
}

async fn by_measure(
    app: &App,
    ctx: &Ctx,
    about: &Asked,
    dimensions: &[Dimension],
    measures: &[Measure],
    asked: &Statistics,
) -> anyhow::Result<Value> {
    let rows = rows(app, ctx, about, dimensions, measures, asked).await?;
    let mut answer = json!({
        "by": asked.by,
        "measures": asked.measure,
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
    asked: &Statistics,
) -> anyhow::Result<Vec<Value>> {
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
