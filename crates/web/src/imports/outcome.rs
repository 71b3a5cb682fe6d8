//! How many items came to what.

use crate::components::{Family, tag};
use crate::session::Visit;
use app::imports::{ItemCounts, Outcome};
use maud::{Markup, html};

/// The number of items with an outcome.
pub(super) const fn count(counts: &ItemCounts, outcome: Outcome) -> u64 {
    match outcome {
        Outcome::Stored => counts.stored,
        Outcome::Duplicate => counts.duplicate,
        Outcome::Unmatched => counts.unmatched,
        Outcome::Rejected => counts.rejected,
    }
}

/// All items.
pub(super) fn total(counts: &ItemCounts) -> u64 {
    Outcome::ALL
        .into_iter()
        .map(|outcome| count(counts, outcome))
        .sum()
}

/// The outcomes that there are, each with its number.
pub(super) fn counts(visit: &Visit, counts: &ItemCounts) -> Markup {
    html! {
        ul.outcomes {
            @for outcome in Outcome::ALL {
                @let count = count(counts, outcome);
                @if count > 0 {
                    li {
                        (tag(Family::of("outcome", outcome.code()), &format!("{} {}", visit.formats.count(count), visit.text.word("outcome", outcome.code()).to_lowercase())))
                    }
                }
            }
        }
    }
}
