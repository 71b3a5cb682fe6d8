//! Did it get better after something was done about it.

use super::Answers;
use crate::page::hidden;
use crate::statistics::{Board, Written, known_share, signed};
use app::statistics::Improvement;
use maud::{Markup, html};

/// Rows shown: the most frequent.
const SHOWN: usize = 20;

/// The card: a form for the day, and what changed around it.
pub(super) fn card(board: &Board<'_>, answers: &Answers) -> Markup {
    let text = &board.visit.text;
    let rest = board.view.choosing("since", None).query();
    let day = board.view.choice("since").unwrap_or_default();
    html! {
        section.card aria-labelledby="since-title" {
            h3.chart-finding #since-title { (text.say("failures-since-title")) }
            p.chart-caption { (text.say("failures-since-about")) }
            form.inline action=(board.visit.path) method="get" {
                (hidden(&rest))
                label { span { (text.say("failures-since-day")) } input type="date" name="since" value=(day); }
                button type="submit" { (text.say("apply")) }
            }
            @if let Some((day, rows)) = &answers.since {
                @if rows.is_empty() {
                    p.muted { (text.say("failures-since-none")) }
                } @else {
                    (table(board, &board.visit.formats.date_long(*day), rows))
                }
            }
            p.chart-note { (text.say("statistics-not-cause")) }
        }
    }
}

fn table(board: &Board<'_>, day: &str, rows: &[Improvement]) -> Markup {
    let text = &board.visit.text;
    html! {
        div.scroll role="region" tabindex="0" aria-labelledby="since-caption" {
            table.small {
                caption.muted #since-caption { (text.fill("failures-since-caption", &[("day", day.into())])) }
                thead { tr {
                    th scope="col" { (text.word("key", "channel")) }
                    th scope="col" { (text.word("key", "reason")) }
                    th.number scope="col" { (text.say("channels-moved-before")) }
                    th.number scope="col" { (text.say("channels-moved-after")) }
                    th.number scope="col" { (text.say("failures-since-difference")) }
                } }
                tbody { @for one in rows.iter().take(SHOWN) { (row(board, one)) } }
            }
        }
    }
}

fn row(board: &Board<'_>, one: &Improvement) -> Markup {
    let text = &board.visit.text;
    let written = Written(board.visit);
    let say = |share| {
        let known = known_share(share);
        let value = known.value.map_or_else(
            || text.say("statistics-too-few"),
            |share| written.percent(share),
        );
        format!("{value} (n\u{a0}=\u{a0}{})", board.count(known.count))
    };
    let difference = one.difference.value.map(|known| {
        let part = |value: f64| signed(board.visit, value * 100.0, 1);
        format!(
            "{} ({} – {})",
            part(known.value),
            part(known.interval.low),
            part(known.interval.high)
        )
    });
    html! {
        tr {
            th scope="row" { (text.word("channel", one.channel.code())) }
            td { (text.word("reason", one.reason.code())) }
            td.number { (say(one.before)) }
            td.number { (say(one.after)) }
            td.number { (difference.unwrap_or_else(|| "–".to_owned())) }
        }
    }
}
