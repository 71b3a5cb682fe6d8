//! One value of a row, whatever the format.

use domain::Money;
use jiff::Timestamp;
use jiff::civil::Date;
use std::borrow::Cow;

/// What a field holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Text.
    Text,
    /// A whole number.
    Whole,
    /// An amount of money with three decimals, which is enough for every
    /// currency.
    Amount,
    /// Yes or no.
    Flag,
    /// A day.
    Day,
    /// A moment, to the microsecond.
    Moment,
}

/// A value; of the kind of its field, or nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Cell<'r> {
    /// Nothing.
    None,
    /// Text.
    Text(Cow<'r, str>),
    /// A whole number.
    Whole(i64),
    /// An amount in thousandths of its currency.
    Amount(i64),
    /// Yes or no.
    Flag(bool),
    /// A day.
    Day(Date),
    /// A moment.
    Moment(Timestamp),
}

/// Decimals of an amount.
pub(super) const DECIMALS: u32 = 3;

impl<'r> Cell<'r> {
    pub(super) fn text(text: &'r str) -> Self {
        Self::Text(Cow::Borrowed(text))
    }

    pub(super) fn written(value: impl ToString) -> Self {
        Self::Text(Cow::Owned(value.to_string()))
    }

    pub(super) fn known(text: Option<&'r str>) -> Self {
        text.map_or(Self::None, Self::text)
    }

    pub(super) fn day(day: Option<Date>) -> Self {
        day.map_or(Self::None, Self::Day)
    }

    pub(super) fn moment(moment: Option<Timestamp>) -> Self {
        moment.map_or(Self::None, Self::Moment)
    }

    /// An amount; nothing where there is none, or where it is beyond what 64
    /// bits of thousandths hold.
    pub(super) fn amount(money: Option<Money>) -> Self {
        let thousandths = money.and_then(|money| {
            let digits = money.currency.exponent();
            let factor = 10_i64.checked_pow(DECIMALS.checked_sub(digits)?)?;
            money.minor.checked_mul(factor)
        });
        thousandths.map_or(Self::None, Self::Amount)
    }
}

/// An amount of thousandths as a decimal number, with two decimals where two
/// say all.
pub(super) fn decimal(thousandths: i64) -> String {
    let sign = if thousandths < 0 { "-" } else { "" };
    let (whole, rest) = (
        thousandths.unsigned_abs() / 1_000,
        thousandths.unsigned_abs() % 1_000,
    );
    match rest % 10 {
        0 => format!("{sign}{whole}.{:02}", rest / 10),
        _ => format!("{sign}{whole}.{rest:03}"),
    }
}

/// A field of a table.
pub(super) struct Field<R: ?Sized> {
    /// Its name, the same in every format.
    pub(super) name: &'static str,
    /// What it holds.
    pub(super) kind: Kind,
    /// Its value in a row.
    pub(super) get: for<'r> fn(&'r R) -> Cell<'r>,
}

impl<R: ?Sized> Field<R> {
    pub(super) const fn new(
        name: &'static str,
        kind: Kind,
        get: for<'r> fn(&'r R) -> Cell<'r>,
    ) -> Self {
        Self { name, kind, get }
    }
}
