//! What the pages of the statistics ask of all documents.

use super::now;
use crate::made_up::TODAY;
use crate::statistics::{DebtorsBy, MeasureOf, Statistics, Step};
use crate::{Cursor, Dimension, Facts, Sort, SortBy, View};
use domain::DocumentId;
use domain::filter::Filter;

/// Documents of a page of the list.
const PAGE: usize = 50;

/// A page's question.
pub(super) struct Page {
    pub(super) name: &'static str,
    ask: fn(&Facts, &View) -> usize,
}

pub(super) const PAGES: [Page; 11] = [
    Page {
        name: "the first page of the list",
        ask: |facts, view| first_page(facts, view).len(),
    },
    Page {
        name: "the first two pages of the list",
        ask: |facts, view| second_page(facts, view, Sort::default()),
    },
    Page {
        name: "the first two pages by amount, greatest first",
        ask: |facts, view| {
            let by = SortBy::Amount;
            let descending = true;
            second_page(facts, view, Sort { by, descending })
        },
    },
    Page {
        name: "the first page of what is overdue",
        ask: |facts, view| first_page(facts, &filtered(view, "payment:overdue")).len(),
    },
    Page {
        name: "the first two pages by e-mail in thirty days, amounts over 1,000",
        ask: |facts, view| {
            let view = filtered(view, "channel:email received:last30d amount:>1000");
            second_page(facts, &view, Sort::default())
        },
    },
    Page {
        name: "shares of each step, by channel",
        ask: |facts, view| {
            statistics(facts, view)
                .measures(&[Dimension::Channel], &[])
                .len()
        },
    },
    Page {
        name: "the same with the curves of opening and paying",
        ask: |facts, view| {
            let curves = [Step::Opened, Step::Paid].map(MeasureOf::Time);
            statistics(facts, view)
                .measures(&[Dimension::Channel], &curves)
                .len()
        },
    },
    Page {
        name: "early, on the day, late, never, by channel",
        ask: |facts, view| {
            statistics(facts, view)
                .behaviour(&[Dimension::Channel])
                .len()
        },
    },
    Page {
        name: "ageing of receivables, by company",
        ask: |facts, view| {
            statistics(facts, view)
                .ageing(TODAY, &[Dimension::Company])
                .len()
        },
    },
    Page {
        name: "customers by habit",
        ask: |facts, view| statistics(facts, view).habits().len(),
    },
    Page {
        name: "the customers that matter most",
        ask: |facts, view| {
            statistics(facts, view)
                .pressing(DebtorsBy::OverdueDays)
                .len()
        },
    },
];

fn statistics<'a>(facts: &'a Facts, view: &'a View) -> Statistics<'a> {
    facts.statistics(view, now())
}

fn filtered(view: &View, text: &str) -> View {
    View {
        filter: Filter::parse(text).unwrap_or_default(),
        ..view.clone()
    }
}

fn first_page(facts: &Facts, view: &View) -> Vec<DocumentId> {
    let page = facts.list(view, Sort::default(), None, PAGE);
    page.unwrap_or_default().ids
}

/// Both pages: where the second begins stands on the first.
fn second_page(facts: &Facts, view: &View, sort: Sort) -> usize {
    let page = |cursor: Option<&Cursor>| facts.list(view, sort, cursor, PAGE).unwrap_or_default();
    let first = page(None);
    first.next.map_or(0, |next| page(Some(&next)).ids.len())
}

impl Page {
    pub(super) fn ask(&self, facts: &Facts) -> usize {
        (self.ask)(facts, &View::all(TODAY))
    }
}
