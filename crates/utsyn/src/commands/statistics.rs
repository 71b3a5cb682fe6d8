//! `utsyn statistics`: measures by any dimension, and the questions.

pub(crate) mod table;

use super::documents;
use crate::arguments::{Place, Statistics};
use crate::{Ended, installation, output};
use api::statistics::{self, Asking};

pub(crate) async fn run(place: &Place, asked: Statistics) -> anyhow::Result<Ended> {
    let (as_json, asking) = asking(asked)?;
    let (app, _, ctx) = installation::enter(place).await?;
    let answer = statistics::answer(&app, &ctx, &asking).await?;
    if as_json {
        output::json(&answer)?;
        return Ok(Ended::Well);
    }
    let part = match asking.question {
        Some(_) => "answer",
        None => "rows",
    };
    let first: Vec<String> = asking.by.iter().chain(&asking.measures).cloned().collect();
    table::print(&answer[part], &first)?;
    Ok(Ended::Well)
}

/// What is asked, and whether the answer is wanted as JSON.
pub(crate) fn asking(asked: Statistics) -> app::Result<(bool, Asking)> {
    let asking = Asking {
        filter: documents::filter(&asked.filter)?,
        by: asked.by,
        measures: asked.measure,
        question: asked.question,
        compare: asked.compare,
        from: asked.from,
        to: asked.to,
        on: asked.on,
        before: asked.before,
        after: asked.after,
        paying: asked.paying,
        customer: asked.customer,
        order: asked.order,
        price: asked.price,
        interest: asked.interest,
    };
    Ok((asked.json, asking))
}
