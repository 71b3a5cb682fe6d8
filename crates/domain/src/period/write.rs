//! Writing periods and spans of days so that they read back the same.

use super::read::WORDS;
use super::{DateSpan, Period, When};
use std::fmt;

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Day(day) => write!(f, "{day}"),
            Self::Week { year, week } => write!(f, "{year:04}-W{week:02}"),
            Self::Month { year, month } => write!(f, "{year:04}-{month:02}"),
            Self::Year(year) => write!(f, "{year:04}"),
        }
    }
}

impl fmt::Display for When {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Fixed(period) => period.fmt(f),
            Self::LastDays(days) => write!(f, "last{days}d"),
            Self::NextDays(days) => write!(f, "next{days}d"),
            Self::This(unit) => write!(f, "this_{unit}"),
            Self::Last(unit) => write!(f, "last_{unit}"),
            Self::Today | Self::Yesterday => {
                let word = WORDS.iter().find(|(_, when)| when == self);
                f.write_str(word.map_or("today", |(word, _)| word))
            }
        }
    }
}

impl fmt::Display for DateSpan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::In(when) => when.fmt(f),
            Self::Between(from, to) => write!(f, "{from}..{to}"),
            Self::From(when) => write!(f, "{when}.."),
            Self::Until(when) => write!(f, "..{when}"),
            Self::Before(when) => write!(f, "<{when}"),
            Self::After(when) => write!(f, ">{when}"),
        }
    }
}
