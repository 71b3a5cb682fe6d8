//! How long a document stays in the portal. This is the portal's retention,
//! not the issuer's duty to keep its books.

use crate::Channel;
use jiff::{ToSpan as _, civil::Date};

/// Months that a document is kept, counted from the day it was received.
pub const MONTHS_DEFAULT: i8 = 2;
/// Months that an eFaktura is kept.
pub const MONTHS_EFAKTURA: i8 = 16;

/// The first day on which the document is no longer kept, by the default
/// rules. The 31st of a month that has no such day becomes its last day.
pub fn erased_on(received_on: Date, channel: Channel) -> Date {
    let months = match channel {
        Channel::Efaktura => MONTHS_EFAKTURA,
        _ => MONTHS_DEFAULT,
    };
    received_on.saturating_add(months.months())
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn efaktura_stays_sixteen_months_and_the_rest_two() {
        let received = date(2026, 12, 31);
        assert_eq!(erased_on(received, Channel::Email), date(2027, 2, 28));
        assert_eq!(erased_on(received, Channel::Efaktura), date(2028, 4, 30));
    }
}
