//! What is asked for.

use domain::CompanyId;
use domain::filter::{Filter, Has, Test};
use jiff::civil::Date;

/// Which documents an answer is about, and the day it is asked on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct View {
    /// The companies that the asker may see and has chosen; `None` for all.
    /// Nothing outside is listed, summed or counted in any facet.
    pub companies: Option<Vec<CompanyId>>,
    /// Which of their documents.
    pub filter: Filter,
    /// The organisation's local day, for `last30d`, `overdue` and the like.
    pub today: Date,
}

impl View {
    /// The same without documents of which only figures are left: nobody is
    /// behind them any more, so they are no customer's.
    #[must_use]
    pub fn of_somebody(&self) -> Self {
        let filter = self.filter.and(Test::Has(vec![Has::Erased]).no());
        Self {
            filter,
            ..self.clone()
        }
    }

    /// Every document of every company, seen from `today`.
    pub fn all(today: Date) -> Self {
        Self {
            companies: None,
            filter: Filter::default(),
            today,
        }
    }
}
