//! What it would mean to send the documents of the page that go one way
//! another way.

use super::cost::{largest, money, rate};
use super::moved::Moved;
use crate::error_page::Failure;
use crate::paths;
use crate::statistics::Board;
use app::prices::InForce;
use app::statistics::{Economy, EconomySum, WhatIf, what_if};
use app::{App, Ctx};
use maud::{Markup, html};

/// Asks it of the channels that are chosen.
pub(super) async fn ask(
    app: &App,
    ctx: &Ctx,
    board: &Board<'_>,
    moved: &Moved,
    holds: &InForce,
) -> Result<WhatIf, Failure> {
    let channels = (moved.from, moved.to);
    Ok(what_if(app, ctx, &board.asked.filter, channels, &holds.prices).await?)
}

/// The card.
pub(super) fn card(board: &Board<'_>, moved: &Moved, found: &WhatIf, holds: &InForce) -> Markup {
    let text = &board.visit.text;
    let names = [
        ("from", text.word("channel", moved.from.code()).into()),
        ("to", text.word("channel", moved.to.code()).into()),
        ("total", board.count(found.now.n).into()),
        ("customers", board.count(found.seen.customers).into()),
        ("rate", rate(board, holds).into()),
    ];
    html! {
        section.card aria-labelledby="what-if-title" {
            h3.chart-finding #what-if-title { (text.fill("channels-what-if-title", &names)) }
            div.scroll role="region" tabindex="0" aria-labelledby="what-if-caption" {
                table.small {
                    caption.muted #what-if-caption { (text.fill("channels-what-if-caption", &names)) }
                    thead { tr {
                        th scope="col" { (text.say("channels-moved-measure")) }
                        th.number scope="col" { (text.word("channel", moved.from.code())) }
                        th.number scope="col" { (text.word("channel", moved.to.code())) }
                        th.number scope="col" { (text.say("channels-what-if-difference")) }
                    } }
                    tbody {
                        (sending(board, found))
                        (waiting(board, found, holds))
                    }
                }
            }
            @if holds.prices.is_empty() {
                p { a.alone href=(paths::PRICES) { (text.say("channels-what-if-no-prices")) } }
            }
            p.chart-note { (text.fill("channels-what-if-remark", &names)) }
        }
    }
}

/// What sending costs and would cost.
fn sending(board: &Board<'_>, found: &WhatIf) -> Markup {
    let cost = |economy: &Economy| -> Option<EconomySum> {
        economy.sums.iter().find(|sum| sum.cost_minor != 0).copied()
    };
    let (now, then) = (cost(&found.now), cost(&found.then));
    let shown = |sum: Option<EconomySum>| {
        sum.map_or_else(dash, |sum| {
            money(board, sum.currency, sum.cost_minor as f64)
        })
    };
    let pair = now
        .zip(then)
        .filter(|(now, then)| now.currency == then.currency);
    let difference = pair.map(|(now, then)| {
        money(
            board,
            now.currency,
            (then.cost_minor - now.cost_minor) as f64,
        )
    });
    html! {
        tr {
            th scope="row" { (board.visit.text.say("channels-what-if-sending")) }
            td.number { (shown(now)) }
            td.number { (shown(then)) }
            td.number { (difference.unwrap_or_else(dash)) }
        }
    }
}

/// What waiting costs, and how much more or less it would.
fn waiting(board: &Board<'_>, found: &WhatIf, holds: &InForce) -> Markup {
    let known = largest(&found.now).zip(holds.interest_percent);
    let now =
        known.map(|(sum, percent)| money(board, sum.currency, sum.interest_minor(percent) as f64));
    let more = known.and_then(|(sum, percent)| {
        let more = found.interest_minor(sum, percent)?;
        let shown = |minor: f64| money(board, sum.currency, minor);
        let interval = (shown(more.interval.low), shown(more.interval.high));
        Some(format!(
            "{} ({} – {})",
            shown(more.value),
            interval.0,
            interval.1
        ))
    });
    html! {
        tr {
            th scope="row" { (board.visit.text.say("channels-what-if-waiting")) }
            td.number { (now.unwrap_or_else(dash)) }
            td.number { (dash()) }
            td.number { (more.unwrap_or_else(|| board.visit.text.say("statistics-too-few"))) }
        }
    }
}

fn dash() -> String {
    "–".to_owned()
}
