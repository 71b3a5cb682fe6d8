//! What is asked about, and what it is compared with.

use domain::filter::{Filter, Key, Term, Test};
use domain::period::{DateSpan, Days, Period, Unit, When};
use facts::DateField;
use jiff::ToSpan as _;
use jiff::civil::Date;

/// What to compare a period with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Compare {
    /// The period just before it: the month before a month, as many days
    /// before any other days.
    Previous {
        /// Whether to go back by whole weeks instead, so that Mondays are
        /// compared with Mondays.
        match_weekdays: bool,
    },
    /// The same days a year before.
    LastYear {
        /// Whether to go back by 52 whole weeks instead.
        match_weekdays: bool,
    },
}

/// Which documents, and what to compare them with. The period is the filter's
/// own date term, so that every figure stays a link to its documents.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// Which documents.
    pub filter: Filter,
    /// What to compare the period with, if there is one.
    pub compare: Option<Compare>,
}

/// A period in an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    /// Which of a document's dates it is about.
    pub field: DateField,
    /// The first day.
    pub from: Date,
    /// The last day.
    pub to: Date,
    /// Whether the last day is over. A period that is not over is drawn
    /// dotted, and compared with as many days as have begun of it.
    pub is_complete: bool,
}

/// An answer with the period that it is about, and the same of another period.
#[derive(Debug, Clone, PartialEq)]
pub struct Compared<T> {
    /// The period; `None` where the filter does not name one with two ends.
    pub period: Option<Span>,
    /// The answer.
    pub now: T,
    /// What it is compared with; `None` where nothing was asked for, or where
    /// there is no period to go back from.
    pub before: Option<Before<T>>,
}

/// The answer for another period.
#[derive(Debug, Clone, PartialEq)]
pub struct Before<T> {
    /// The period.
    pub period: Span,
    /// Selects exactly its documents.
    pub filter: Filter,
    /// The answer.
    pub value: T,
}

impl Compare {
    /// Every way to compare, as it is written in URLs and on the command line.
    pub const ALL: [(&'static str, Self); 4] = [
        (
            "previous",
            Self::Previous {
                match_weekdays: false,
            },
        ),
        (
            "previous_weekdays",
            Self::Previous {
                match_weekdays: true,
            },
        ),
        (
            "last_year",
            Self::LastYear {
                match_weekdays: false,
            },
        ),
        (
            "last_year_weekdays",
            Self::LastYear {
                match_weekdays: true,
            },
        ),
    ];

    /// The word in URLs and on the command line.
    pub fn code(self) -> &'static str {
        let found = Self::ALL.into_iter().find(|(_, way)| *way == self);
        found
            .map(|(word, _)| word)
            .expect("every way is in the list")
    }

    /// The way with this word.
    pub fn from_code(word: &str) -> Option<Self> {
        let found = Self::ALL.into_iter().find(|(code, _)| *code == word);
        found.map(|(_, way)| way)
    }
}

impl Asked {
    /// These documents, compared with nothing.
    pub const fn plain(filter: Filter) -> Self {
        Self {
            filter,
            compare: None,
        }
    }

    /// The period that the filter names, seen from `today`.
    pub fn period(&self, today: Date) -> Option<Span> {
        let found = DATES.iter().find_map(|(key, field)| {
            let mut terms = self.filter.terms_of(*key).filter(|term| !term.negated);
            let term = terms.next().filter(|_| terms.next().is_none())?;
            Some((*field, days_of(term, today)?))
        });
        let (field, days) = found?;
        let (from, to) = (days.from?, days.to?);
        Some(Span {
            field,
            from,
            to,
            is_complete: to < today,
        })
    }

    /// The period to compare with, and the filter that selects its documents.
    pub fn before(&self, today: Date) -> Option<(Span, Filter)> {
        let span = self.period(today)?;
        let before = span.back(self.compare?, today);
        let fixed = |day| When::Fixed(Period::Day(day));
        let days = DateSpan::Between(fixed(before.from), fixed(before.to));
        let filter = self.filter.with(term(before.field, days));
        Some((before, filter))
    }
}

/// The dates that can name a period; of several the first.
const DATES: [(Key, DateField); 4] = [
    (Key::Issued, DateField::Issued),
    (Key::Received, DateField::Received),
    (Key::Due, DateField::Due),
    (Key::Paid, DateField::Paid),
];

fn days_of(term: &Term, today: Date) -> Option<Days> {
    match term.test {
        Test::Issued(span) | Test::Received(span) | Test::Due(span) | Test::Paid(span) => {
            Some(span.resolve(today))
        }
        _ => None,
    }
}

const fn term(field: DateField, span: DateSpan) -> Term {
    match field {
        DateField::Received => Test::Received(span).yes(),
        DateField::Issued => Test::Issued(span).yes(),
        DateField::Due => Test::Due(span).yes(),
        DateField::Paid => Test::Paid(span).yes(),
    }
}

impl Span {
    /// The span that many days long, from the first day.
    fn days(&self) -> i32 {
        (self.to - self.from).get_days() + 1
    }

    fn back(&self, compare: Compare, today: Date) -> Self {
        let from = match compare {
            Compare::Previous { match_weekdays } => self.previous(match_weekdays),
            Compare::LastYear {
                match_weekdays: true,
            } => self.from.saturating_sub(52.weeks()),
            Compare::LastYear { .. } => self.from.saturating_sub(1.year()),
        };
        Self {
            field: self.field,
            from,
            to: self.end_from(from, compare, today),
            is_complete: true,
        }
    }

    /// The first day of the period just before.
    fn previous(&self, match_weekdays: bool) -> Date {
        match (self.unit(), match_weekdays) {
            (Some(unit), false) => Period::of(self.from, unit).previous().first_day(),
            (_, false) => self.from.saturating_sub(self.days().days()),
            (_, true) => {
                let weeks = self.days().unsigned_abs().div_ceil(7);
                self.from.saturating_sub(i64::from(weeks).weeks())
            }
        }
    }

    /// The last day of a period that is to be compared with this one: as many
    /// days as have begun of this one, or a whole unit for a whole unit.
    fn end_from(&self, from: Date, compare: Compare, today: Date) -> Date {
        let weekdays = matches!(
            compare,
            Compare::Previous {
                match_weekdays: true
            } | Compare::LastYear {
                match_weekdays: true
            }
        );
        let whole = self.unit().filter(|_| !weekdays);
        let last = whole.map(|unit| Period::of(from, unit).last_day());
        let begun = (self.to.min(today) - self.from).get_days().max(0);
        let as_long = from.saturating_add(begun.days());
        match last {
            Some(last) if self.is_complete => last,
            Some(last) => as_long.min(last),
            None => as_long,
        }
    }

    /// The unit of the calendar that it is one of.
    fn unit(&self) -> Option<Unit> {
        let is = |unit: &&Unit| {
            let period = Period::of(self.from, **unit);
            (period.first_day(), period.last_day()) == (self.from, self.to)
        };
        Unit::ALL.iter().find(is).copied()
    }
}

#[cfg(test)]
mod tests;
