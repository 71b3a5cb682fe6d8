//! What the pages of the statistics ask of all documents.

use super::now;
use crate::made_up::TODAY;
use crate::statistics::{DebtorsBy, MeasureOf, Statistics, Step};
use crate::{Dimension, Facts, View};

/// A page's question.
pub(super) struct Page {
    pub(super) name: &'static str,
    ask: fn(&Statistics<'_>) -> usize,
}

pub(super) const PAGES: [Page; 6] = [
    Page {
        name: "shares of each step, by channel",
        ask: |all| all.measures(&[Dimension::Channel], &[]).len(),
    },
    Page {
        name: "the same with the curves of opening and paying",
        ask: |all| {
            let curves = [Step::Opened, Step::Paid].map(MeasureOf::Time);
            all.measures(&[Dimension::Channel], &curves).len()
        },
    },
    Page {
        name: "early, on the day, late, never, by channel",
        ask: |all| all.behaviour(&[Dimension::Channel]).len(),
    },
    Page {
        name: "ageing of receivables, by company",
        ask: |all| all.ageing(TODAY, &[Dimension::Company]).len(),
    },
    Page {
        name: "customers by habit",
        ask: |all| all.habits().len(),
    },
    Page {
        name: "the customers that matter most",
        ask: |all| all.pressing(DebtorsBy::OverdueDays).len(),
    },
];

impl Page {
    pub(super) fn ask(&self, facts: &Facts) -> usize {
        (self.ask)(&facts.statistics(&View::all(TODAY), now()))
    }
}
