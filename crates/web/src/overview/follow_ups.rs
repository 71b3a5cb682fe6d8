//! What was given to the visitor, and to everybody.

use super::OverviewView;
use crate::components::Family;
use crate::paths;
use crate::query::Query;
use maud::{Markup, html};

/// How many documents are being followed up; nothing where none is.
pub(super) fn follow_ups(view: &OverviewView<'_>) -> Markup {
    let counts = view.follow_ups;
    let family = match (counts.mine_late, counts.mine) {
        (0, 0) => Family::Quiet,
        (0, _) => Family::Pending,
        _ => Family::Overdue,
    };
    let list = |which: &str| paths::follow_ups(&Query::default().with("show", which));
    html! {
        @if counts.open > 0 {
            section.follow-ups.(family.class()) aria-label=(view.visit.text.say("follow-ups-title")) {
                (family.icon())
                p { a href=(list("mine")) { (said(view, "follow-ups-mine", counts.mine, counts.mine_late)) } }
                p.muted { a href=(list("open")) { (said(view, "follow-ups-all", counts.open, counts.late)) } }
            }
        }
    }
}

/// `Du har 3 dokumenter å følge opp, 1 over fristen`.
fn said(view: &OverviewView<'_>, key: &str, count: u64, late: u64) -> String {
    let shown = |number: u64| view.visit.formats.count(number);
    let values = [
        ("count", count.into()),
        ("shown", shown(count).into()),
        ("late", shown(late).into()),
    ];
    let text = &view.visit.text;
    match late {
        0 => text.fill(key, &values),
        _ => text.fill(&format!("{key}-late"), &values),
    }
}
