//! A state as an icon and a word. Colour repeats what they say and never
//! carries it; the families differ in outline.

use crate::session::Visit;
use maud::{Markup, html};
use render::{Icon, icon};

/// What kind of state it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Family {
    /// There is nothing to say.
    Quiet,
    /// On its way.
    Pending,
    /// Arrived.
    Delivered,
    /// Seen.
    Opened,
    /// Paid.
    Paid,
    /// Somebody should look at it.
    Overdue,
    /// Somebody has to do something.
    Failed,
}

impl Family {
    /// The family of a word of a vocabulary.
    pub(crate) fn of(vocabulary: &str, code: &str) -> Self {
        match (vocabulary, code) {
            ("delivery", "none") | ("recipient", "unknowable") => Self::Quiet,
            ("payment", "none" | "credited" | "cancelled") => Self::Quiet,
            ("outcome", "duplicate") | ("severity", "info") => Self::Quiet,
            (_, "presumed_delivered" | "delivered" | "stored" | "validated") => Self::Delivered,
            (_, "opened" | "indication" | "approved") => Self::Opened,
            (_, "paid" | "matched") => Self::Paid,
            (_, "overdue" | "overpaid" | "disputed" | "warning" | "held") => Self::Overdue,
            (_, "failed" | "returned" | "fell_back" | "rejected" | "reversed" | "error") => {
                Self::Failed
            }
            ("recipient", "deleted") => Self::Failed,
            _ => Self::Pending,
        }
    }

    pub(crate) const fn class(self) -> &'static str {
        match self {
            Self::Quiet => "is-quiet",
            Self::Pending => "is-pending",
            Self::Delivered => "is-delivered",
            Self::Opened => "is-opened",
            Self::Paid => "is-paid",
            Self::Overdue => "is-overdue",
            Self::Failed => "is-failed",
        }
    }

    /// The icon of the family.
    pub(crate) fn icon(self) -> Markup {
        match self {
            Self::Quiet => dash(),
            Self::Pending => icon(Icon::Pending),
            Self::Delivered => icon(Icon::Delivered),
            Self::Opened => icon(Icon::Opened),
            Self::Paid => icon(Icon::Paid),
            Self::Overdue => icon(Icon::Overdue),
            Self::Failed => icon(Icon::Failed),
        }
    }
}

fn dash() -> Markup {
    html! {
        svg.icon viewBox="0 0 16 16" width="16" height="16" fill="none" stroke="currentColor"
            stroke-width="1.5" stroke-linecap="round" aria-hidden="true" focusable="false" {
            path d="M4 8H12" {}
        }
    }
}

/// A state of a vocabulary, such as `delivery` and `failed`.
pub(crate) fn status(visit: &Visit, vocabulary: &str, code: &str) -> Markup {
    tag(
        Family::of(vocabulary, code),
        &visit.text.word(vocabulary, code),
    )
}

/// A word of a family.
pub(crate) fn tag(family: Family, word: &str) -> Markup {
    html! {
        span.status.(family.class()) {
            (family.icon())
            span { (word) }
        }
    }
}
