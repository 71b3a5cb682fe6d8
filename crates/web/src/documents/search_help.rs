//! How to search, with examples that can be clicked.

use super::edit::SET;
use crate::paths;
use crate::query::Query;
use crate::session::Visit;
use maud::{Markup, html};

/// Examples: the key of the explanation, and what to write in each language.
const EXAMPLES: [(&str, &str, &str); 6] = [
    ("help-text", "10234", "10234"),
    ("help-key", "levering:feilet", "delivery:failed"),
    ("help-or", "kanal:ehf,efaktura", "channel:ehf,efaktura"),
    ("help-not", "-kanal:papir", "-channel:print"),
    (
        "help-amount",
        "beløp:>10000 betaling:forfalt",
        "amount:>10000 payment:overdue",
    ),
    (
        "help-days",
        "mottatt:last7d forfall:2026-11-01..2026-11-30",
        "received:last7d due:2026-11-01..2026-11-30",
    ),
];

/// The help, folded up unless somebody needs it just now.
pub(super) fn help(visit: &Visit, is_open: bool) -> Markup {
    let text = &visit.text;
    html! {
        details.search-help open[is_open] {
            summary { (text.say("help-title")) }
            dl.facts {
                @for (key, nb, en) in EXAMPLES {
                    @let example = if text.language() == render::Language::Bokmaal { nb } else { en };
                    @let query = Query::default().with(SET, "query").with("query", example);
                    div {
                        dt { (text.say(key)) }
                        dd { a href=(paths::documents(&query)) { code { (example) } } }
                    }
                }
            }
        }
    }
}
