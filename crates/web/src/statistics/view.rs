//! What a page of figures shows. The URL is all of it.

use crate::documents::{ListState, NotUnderstood};
use crate::paths;
use crate::query::Query;
use app::statistics::{Asked, Compare};
use domain::filter::{Filter, Key, Term, Test};
use domain::period::{DateSpan, Period, When};
use jiff::ToSpan as _;
use jiff::civil::Date;

/// Months shown where the filter names no period, the present one included.
const MONTHS: i64 = 13;

/// What of the URL is kept besides the filter: choices of single pages.
const CHOICES: [&str; 8] = [
    "compare", "show", "of", "by", "left", "joined", "since", "as_of",
];

/// The pages of figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Subject {
    /// How documents reach people, and how people pay.
    Channels,
    /// How fast and how punctually invoices are paid.
    Behaviour,
    /// Who the customers are, by how they pay.
    Customers,
    /// What fails.
    Errors,
    /// What is still to be paid.
    Receivables,
}

impl Subject {
    /// In the order of the tabs.
    pub(crate) const ALL: [Self; 5] = [
        Self::Channels,
        Self::Behaviour,
        Self::Customers,
        Self::Errors,
        Self::Receivables,
    ];

    /// The name in texts.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Channels => "channels",
            Self::Behaviour => "behaviour",
            Self::Customers => "customers",
            Self::Errors => "failures",
            Self::Receivables => "receivables",
        }
    }

    /// Where it is.
    pub(crate) const fn path(self) -> &'static str {
        match self {
            Self::Channels => paths::CHANNELS,
            Self::Behaviour => paths::BEHAVIOUR,
            Self::Customers => paths::CUSTOMERS,
            Self::Errors => paths::ERRORS,
            Self::Receivables => paths::RECEIVABLES,
        }
    }

    /// The date that its period is about; `None` where it is about a day.
    pub(crate) const fn date(self) -> Option<Key> {
        match self {
            Self::Channels | Self::Errors => Some(Key::Received),
            Self::Behaviour | Self::Customers => Some(Key::Issued),
            Self::Receivables => None,
        }
    }

    /// Whether its figures can be compared with another period.
    pub(crate) const fn compares(self) -> bool {
        matches!(self, Self::Channels | Self::Errors | Self::Behaviour)
    }
}

/// The view of a page of figures.
#[derive(Debug, Clone)]
pub(crate) struct View {
    /// Which page.
    pub(crate) subject: Subject,
    /// Which documents, as written in the URL.
    pub(crate) list: ListState,
    /// What else the URL chooses.
    pub(crate) choices: Query,
}

impl View {
    /// Reads a URL, and what of it is not understood.
    pub(crate) fn read(subject: Subject, query: &Query) -> (Self, Vec<NotUnderstood>) {
        let (list, faults) = ListState::read(query);
        let mut choices = Query::default();
        for key in CHOICES {
            if let Some(value) = query.get(key).filter(|value| !value.is_empty()) {
                choices.push(key, value);
            }
        }
        let list = ListState::default().filtered(list.filter);
        let view = Self {
            subject,
            list,
            choices,
        };
        (view, faults)
    }

    /// A choice of the page.
    pub(crate) fn choice(&self, key: &str) -> Option<&str> {
        self.choices.get(key)
    }

    /// What to compare with.
    pub(crate) fn compare(&self) -> Option<Compare> {
        self.choice("compare").and_then(Compare::from_code)
    }

    /// The same with one choice made anew; `None` takes it back.
    pub(crate) fn choosing(&self, key: &str, value: Option<&str>) -> Self {
        let kept = self.choices.pairs().iter().filter(|(name, _)| name != key);
        let mut choices = Query::default();
        for (name, value) in kept {
            choices.push(name, value);
        }
        if let Some(value) = value {
            choices.push(key, value);
        }
        Self {
            choices,
            ..self.clone()
        }
    }

    /// The same about other documents.
    pub(crate) fn filtered(&self, filter: Filter) -> Self {
        Self {
            list: self.list.filtered(filter),
            ..self.clone()
        }
    }

    /// The whole query.
    pub(crate) fn query(&self) -> Query {
        let mut query = self.list.query();
        for (key, value) in self.choices.pairs() {
            query.push(key, value);
        }
        query
    }

    /// The address of the view.
    pub(crate) fn href(&self) -> String {
        paths::with(self.subject.path(), &self.query())
    }

    /// Whether the filter names days of its own.
    pub(crate) fn names_days(&self) -> bool {
        let is_date = |term: &Term| {
            matches!(
                term.test,
                Test::Received(_) | Test::Issued(_) | Test::Due(_) | Test::Paid(_)
            )
        };
        self.list.filter.terms.iter().any(is_date)
    }

    /// The question: the filter, over the usual months where it names no days.
    pub(crate) fn asked(&self, today: Date) -> Asked {
        let filter = &self.list.filter;
        let usual = self.subject.date().filter(|_| !self.names_days());
        Asked {
            filter: usual.map_or_else(
                || filter.clone(),
                |key| filter.and(span_term(key, usual_span(today))),
            ),
            compare: self.compare(),
        }
    }
}

/// The present month and the twelve before it.
fn usual_span(today: Date) -> DateSpan {
    let first = today.first_of_month().saturating_sub((MONTHS - 1).months());
    let fixed = |day| When::Fixed(Period::Day(day));
    DateSpan::Between(fixed(first), fixed(today))
}

/// A span of one of the dates as a term. Keys that are not dates give the day
/// of receipt.
pub(crate) const fn span_term(key: Key, span: DateSpan) -> Term {
    match key {
        Key::Issued => Test::Issued(span).yes(),
        Key::Due => Test::Due(span).yes(),
        Key::Paid => Test::Paid(span).yes(),
        _ => Test::Received(span).yes(),
    }
}
