//! The numbers that somebody has to act on. Each is a link to exactly the
//! documents counted, and says what it counts and over which days.

use super::{OverviewView, list_of};
use crate::components::{Family, sums};
use app::overview::Figure;
use maud::{Markup, html};

/// What needs somebody, in the order of urgency.
const URGENT: [(&str, Family); 3] = [
    ("failed", Family::Failed),
    ("overdue", Family::Overdue),
    ("refused", Family::Overdue),
];

/// The urgent numbers.
pub(super) fn figures(view: &OverviewView<'_>) -> Markup {
    let text = &view.visit.text;
    html! {
        section.figures aria-label=(text.say("overview-urgent")) {
            @for (name, family) in URGENT {
                @if let Some(figure) = named(view, name) { (card(view, figure, family)) }
            }
        }
    }
}

/// A number by its name.
pub(super) fn named<'a>(view: &'a OverviewView<'_>, name: &str) -> Option<&'a Figure> {
    view.overview
        .figures
        .iter()
        .find(|figure| figure.name == name)
}

fn card(view: &OverviewView<'_>, figure: &Figure, family: Family) -> Markup {
    let visit = view.visit;
    let text = &visit.text;
    let name = figure.name;
    // Where there is nothing to do, nothing shouts.
    let family = if figure.count == 0 {
        Family::Quiet
    } else {
        family
    };
    html! {
        article.figure.(family.class()) {
            h2 { (family.icon()) a href=(list_of(&figure.filter)) { (text.say(&format!("figure-{name}"))) } }
            p.figure-number { (visit.formats.count(figure.count)) }
            @if name == "overdue" && !figure.outstanding.is_empty() { p.figure-sum { (sums(visit, &figure.outstanding)) } }
            p.muted { (text.say(&format!("figure-{name}-basis"))) }
            (change(view, figure))
        }
    }
}

/// How it was over as many days before.
pub(super) fn change(view: &OverviewView<'_>, figure: &Figure) -> Markup {
    let count = |number: u64| view.visit.formats.count(number);
    let Some(before) = figure.before else {
        return html! {};
    };
    let (key, difference) = match figure.count.cmp(&before) {
        std::cmp::Ordering::Greater => ("change-more", figure.count - before),
        std::cmp::Ordering::Less => ("change-fewer", before - figure.count),
        std::cmp::Ordering::Equal => ("change-same", 0),
    };
    let words = view.visit.text.fill(
        key,
        &[
            ("difference", count(difference).into()),
            ("before", count(before).into()),
        ],
    );
    html! { p.muted.change { (words) } }
}
