//! The time axis of a figure, from the periods that an answer has.

use super::board::Board;
use app::statistics::{DateField, Dimension, Key};
use domain::period::{DateSpan, Period, Unit, When};
use jiff::ToSpan as _;
use render::chart::PERIODS_MAX;

/// Up to so many days are shown day by day.
const DAYS_BY_DAY: i32 = 31;
/// Up to so many days are shown week by week.
const DAYS_BY_WEEK: i32 = 120;

/// The periods of a figure, oldest first, without gaps.
pub(crate) struct Calendar {
    field: DateField,
    /// The unit of the calendar.
    pub(crate) unit: Unit,
    /// The periods.
    pub(crate) periods: Vec<Period>,
}

impl Calendar {
    /// The unit that suits how long the period asked about is.
    pub(crate) fn unit(board: &Board<'_>) -> Unit {
        let days = board
            .period()
            .map(|span| (span.to - span.from).get_days() + 1);
        match days {
            Some(days) if days <= DAYS_BY_DAY => Unit::Day,
            Some(days) if days <= DAYS_BY_WEEK => Unit::Week,
            _ => Unit::Month,
        }
    }

    /// The dimension to ask by.
    pub(crate) const fn dimension(field: DateField, unit: Unit) -> Dimension {
        Dimension::Date(field, unit)
    }

    /// From the first period that an answer has to the last.
    pub(crate) fn of<'k>(
        field: DateField,
        unit: Unit,
        keys: impl Iterator<Item = &'k Key>,
    ) -> Self {
        let known: Vec<Period> = keys.filter_map(period_of).collect();
        let mut periods = Vec::new();
        if let (Some(first), Some(last)) = (known.iter().min(), known.iter().max()) {
            let mut next = *first;
            while next <= *last && periods.len() < PERIODS_MAX {
                periods.push(next);
                next = next.next();
            }
        }
        Self {
            field,
            unit,
            periods,
        }
    }

    /// The axis. A period is finished when `settling` days have passed after
    /// its last day, which is when its numbers no longer change much.
    pub(crate) fn axis(&self, board: &Board<'_>, settling: i64) -> Vec<render::chart::Period> {
        let one = |period: &Period| self.period(board, *period, settling);
        self.periods.iter().map(one).collect()
    }

    fn period(&self, board: &Board<'_>, period: Period, settling: i64) -> render::chart::Period {
        let formats = board.visit.formats;
        let first = period.first_day();
        let label = match period {
            Period::Day(day) => day.day().to_string(),
            Period::Week { week, .. } => week.to_string(),
            Period::Month { .. } => formats.month_name(first).to_owned(),
            Period::Year(year) => year.to_string(),
        };
        let group = match period {
            Period::Day(day) => formats.month(day),
            Period::Week { year, .. } | Period::Month { year, .. } => year.to_string(),
            Period::Year(_) => String::new(),
        };
        let name = match period {
            Period::Day(day) => formats.date(day),
            Period::Week { .. } => formats.week(first),
            Period::Month { .. } => formats.month_long(first),
            Period::Year(year) => year.to_string(),
        };
        let settled = period.last_day().saturating_add(settling.days());
        render::chart::Period {
            label: format!("{label}{}", self.marks(board, period)),
            group,
            name,
            href: Some(board.list_and(&[self.term(period)])),
            complete: settled < board.today,
        }
    }

    /// Selects the documents of a period.
    pub(crate) fn term(&self, period: Period) -> domain::filter::Term {
        let key = match self.field {
            DateField::Received => domain::filter::Key::Received,
            DateField::Issued => domain::filter::Key::Issued,
            DateField::Due => domain::filter::Key::Due,
            DateField::Paid => domain::filter::Key::Paid,
        };
        super::view::span_term(key, period.into())
    }

    /// Whether a key is this period.
    pub(crate) fn is(key: Option<&Key>, period: Period) -> bool {
        key.and_then(period_of) == Some(period)
    }
}

fn period_of(key: &Key) -> Option<Period> {
    match key.code.as_deref()?.parse::<DateSpan>().ok()? {
        DateSpan::In(When::Fixed(period)) => Some(period),
        _ => None,
    }
}
