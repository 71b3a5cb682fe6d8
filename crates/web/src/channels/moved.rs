//! The same customers before and after they changed channel: what comparing
//! channels cannot tell, because who uses one chose it.

use crate::error_page::Failure;
use crate::page::hidden;
use crate::statistics::{Board, Written, signed};
use app::statistics::{Change, Figure, Paired, change};
use app::{App, Ctx};
use domain::Channel;
use maud::{Markup, html};

/// Both channels, and what was seen of those who went from one to the other.
pub(super) struct Moved {
    pub(super) from: Channel,
    pub(super) to: Channel,
    change: Change,
}

/// Asks for the channels chosen; paper to eFaktura where none are.
pub(super) async fn ask(app: &App, ctx: &Ctx, board: &Board<'_>) -> Result<Moved, Failure> {
    let chosen = |key: &str| board.view.choice(key).and_then(|code| code.parse().ok());
    let from = chosen("left").unwrap_or(Channel::Print);
    let to = chosen("joined").filter(|to| *to != from);
    let usual = match from {
        Channel::Efaktura => Channel::Print,
        _ => Channel::Efaktura,
    };
    let to = to.unwrap_or(usual);
    // The days of the filter do not count: a change has two sides.
    let dates = [
        domain::filter::Key::Received,
        domain::filter::Key::Issued,
        domain::filter::Key::Due,
        domain::filter::Key::Paid,
        domain::filter::Key::Channel,
    ];
    let filter = dates
        .into_iter()
        .fold(board.view.list.filter.clone(), |filter, key| {
            filter.without(key)
        });
    Ok(Moved {
        from,
        to,
        change: change(app, ctx, &filter, from, to).await?,
    })
}

/// The card.
pub(super) fn same_customers(board: &Board<'_>, moved: &Moved) -> Markup {
    let text = &board.visit.text;
    let change = &moved.change;
    let names = [
        ("from", text.word("channel", moved.from.code()).into()),
        ("to", text.word("channel", moved.to.code()).into()),
        ("customers", board.count(change.customers).into()),
        ("before", board.count(change.documents.0).into()),
        ("after", board.count(change.documents.1).into()),
    ];
    html! {
        section.card aria-labelledby="moved-title" {
            h3.chart-finding #moved-title { (text.fill("channels-moved-title", &names)) }
            (form(board, moved))
            div.scroll role="region" tabindex="0" aria-labelledby="moved-caption" {
                table.small {
                    caption.muted #moved-caption { (text.fill("channels-moved-caption", &names)) }
                    thead { tr {
                        th scope="col" { (text.say("channels-moved-measure")) }
                        th.number scope="col" { (text.say("channels-moved-before")) }
                        th.number scope="col" { (text.say("channels-moved-after")) }
                        th.number scope="col" { (text.say("channels-moved-difference")) }
                        th.number scope="col" { "n" }
                    } }
                    tbody {
                        (row(board, "channels-moved-days", &change.days, 1.0, ""))
                        (row(board, "channels-moved-on-time", &change.on_time, 100.0, "\u{a0}%"))
                    }
                }
            }
            p.chart-note { (text.say("channels-moved-remark")) }
            p.chart-note { a href={ (crate::paths::HELP_STATISTICS) "#the-same-customers-before-and-after" } { (text.say("statistics-definition")) } }
        }
    }
}

fn row(board: &Board<'_>, name: &str, paired: &Paired, times: f64, unit: &str) -> Markup {
    let formats = board.visit.formats;
    let mean = |figure: &Figure<f64>| match figure.value {
        Some(value) => format!("{}{unit}", formats.decimal(value * times, 1)),
        None => board.visit.text.say("statistics-too-few"),
    };
    let difference = paired.difference.value.map(|known| {
        let part = |value: f64| signed(board.visit, value * times, 1);
        format!(
            "{} ({} – {})",
            part(known.value),
            part(known.interval.low),
            part(known.interval.high)
        )
    });
    html! {
        tr {
            th scope="row" { (board.visit.text.say(name)) }
            td.number { (mean(&paired.before)) }
            td.number { (mean(&paired.after)) }
            td.number { (difference.unwrap_or_else(|| "–".to_owned())) }
            td.number { (Written(board.visit).count(i64::try_from(paired.difference.n).unwrap_or(i64::MAX))) }
        }
    }
}

fn form(board: &Board<'_>, moved: &Moved) -> Markup {
    let text = &board.visit.text;
    let rest = board
        .view
        .choosing("left", None)
        .choosing("joined", None)
        .query();
    let select = |name: &str, label: &str, chosen: Channel| {
        html! {
            label { span { (text.say(label)) }
                select name=(name) {
                    @for channel in Channel::ALL {
                        option value=(channel.code()) selected[*channel == chosen] { (text.word("channel", channel.code())) }
                    }
                }
            }
        }
    };
    html! {
        form.inline action=(board.visit.path) method="get" {
            (hidden(&rest))
            (select("left", "channels-moves-from", moved.from))
            (select("joined", "channels-moves-to", moved.to))
            button type="submit" { (text.say("apply")) }
        }
    }
}
