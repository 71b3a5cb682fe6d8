//! Spans of amounts, in major units of whatever currency a document has.

use crate::Currency;
use std::fmt;
use std::str::FromStr;

/// Decimals that are kept: the most that a currency of ISO 4217 has.
const DECIMALS: u32 = 4;
/// Most digits before the decimal sign, so that every amount fits.
const WHOLE_DIGITS_MAX: usize = 14;

/// A number of major units (kroner), exact to four decimals.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Major(i64);

/// Amounts in a row, as someone wrote them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum AmountSpan {
    /// Exactly this: `1000`.
    Exactly(Major),
    /// More than this: `>1000`.
    Above(Major),
    /// This or more: `>=1000` or `1000..`.
    AtLeast(Major),
    /// Less than this: `<1000`.
    Below(Major),
    /// This or less: `<=1000` or `..1000`.
    AtMost(Major),
    /// Both ends belong to it: `100..200`.
    Between(Major, Major),
}

/// Text that is not a span of amounts.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotAnAmount {
    /// Not a number.
    #[error("'{0}' is not an amount; write 1000, 1000.50, >1000, <=200 or 100..200")]
    Unreadable(String),
    /// More digits than an amount has.
    #[error("'{0}' has more digits than an amount can have")]
    TooLong(String),
    /// The end lies before the beginning.
    #[error("'{0}' ends before it begins")]
    Backwards(String),
}

impl Major {
    /// An amount of so many ten-thousandths of the major unit.
    pub const fn from_ten_thousandths(units: i64) -> Self {
        Self(units)
    }

    /// So many ten-thousandths of the major unit.
    pub const fn ten_thousandths(self) -> i64 {
        self.0
    }
}

impl AmountSpan {
    /// The least and the greatest amount of it in minor units of a currency,
    /// both included. Nothing fits where the least is above the greatest.
    pub fn minor_range(self, currency: Currency) -> (i64, i64) {
        let step = 10_i64.pow(DECIMALS.saturating_sub(currency.exponent()));
        let up = |at: Major| at.0.div_euclid(step) + i64::from(at.0.rem_euclid(step) != 0);
        let down = |at: Major| at.0.div_euclid(step);
        match self {
            Self::Exactly(at) => (up(at), down(at)),
            Self::Above(at) => (down(at) + 1, i64::MAX),
            Self::AtLeast(at) => (up(at), i64::MAX),
            Self::Below(at) => (i64::MIN, up(at) - 1),
            Self::AtMost(at) => (i64::MIN, down(at)),
            Self::Between(from, to) => (up(from), down(to)),
        }
    }
}

/// Makes a span that is open on one side.
type Open = fn(Major) -> AmountSpan;

impl FromStr for AmountSpan {
    type Err = NotAnAmount;

    fn from_str(text: &str) -> Result<Self, NotAnAmount> {
        let text = text.trim();
        let spans: [(&str, Open); 4] = [
            ("<=", Self::AtMost),
            (">=", Self::AtLeast),
            ("<", Self::Below),
            (">", Self::Above),
        ];
        for (sign, span) in spans {
            if let Some(rest) = text.strip_prefix(sign) {
                return Ok(span(rest.parse()?));
            }
        }
        match text.split_once("..") {
            None => Ok(Self::Exactly(text.parse()?)),
            Some((from, "")) if !from.is_empty() => Ok(Self::AtLeast(from.parse()?)),
            Some(("", to)) => Ok(Self::AtMost(to.parse()?)),
            Some((from, to)) => match (from.parse()?, to.parse()?) {
                (from, to) if from > to => Err(NotAnAmount::Backwards(text.to_owned())),
                (from, to) => Ok(Self::Between(from, to)),
            },
        }
    }
}

impl FromStr for Major {
    type Err = NotAnAmount;

    /// Reads a decimal number with a point or a comma; spaces between the
    /// digits are left out.
    fn from_str(text: &str) -> Result<Self, NotAnAmount> {
        let not = || NotAnAmount::Unreadable(text.to_owned());
        let compact: String = text.chars().filter(|c| !c.is_whitespace()).collect();
        let (negative, digits) = match compact.strip_prefix(['-', '\u{2212}']) {
            Some(rest) => (true, rest),
            None => (false, compact.as_str()),
        };
        let (whole, fraction) = digits.split_once([',', '.']).unwrap_or((digits, ""));
        let plain = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
        if digits.is_empty() || whole.is_empty() || !plain(whole) || !plain(fraction) {
            return Err(not());
        }
        if whole.len() > WHOLE_DIGITS_MAX || fraction.len() > DECIMALS as usize {
            return Err(NotAnAmount::TooLong(text.to_owned()));
        }
        let padded = format!("{whole}{fraction:0<width$}", width = DECIMALS as usize);
        let units: i64 = padded.parse().map_err(|_| not())?;
        Ok(Self(if negative { -units } else { units }))
    }
}

impl fmt::Display for Major {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let units = self.0.unsigned_abs();
        let step = 10_u64.pow(DECIMALS);
        let fraction = format!("{:04}", units % step);
        match fraction.trim_end_matches('0') {
            "" => write!(f, "{sign}{}", units / step),
            rest => write!(f, "{sign}{}.{rest:0<2}", units / step),
        }
    }
}

impl fmt::Display for AmountSpan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Exactly(at) => at.fmt(f),
            Self::Above(at) => write!(f, ">{at}"),
            Self::AtLeast(at) => write!(f, ">={at}"),
            Self::Below(at) => write!(f, "<{at}"),
            Self::AtMost(at) => write!(f, "<={at}"),
            Self::Between(from, to) => write!(f, "{from}..{to}"),
        }
    }
}
