//! Lines of a statement that are the sum of a file of giro payments: they are
//! explained by its payments and never counted beside them.

use super::super::telling::Room;
use crate::Result;
use crate::port::PaymentSum;
use crate::queries::PAYMENT_FIND_SUM;
use crate::sql::params;
use crate::sql::row::{self, days};
use domain::likeness::DAYS_IN_DOUBT_MAX;
use domain::{ImportId, Payment};

/// What follows the account in a giro payment's name: Nets' date and the
/// number of the assignment, or the date alone.
const SHARED: [i64; 2] = ["/DDMMYY/1234567".len() as i64, "/DDMMYY".len() as i64];

/// The system that tells of giro payments one by one.
const GIRO: &str = "ocr";

/// The giro payments that a payment without KID is the sum of.
pub(super) fn of(room: Room<'_>, payment: &Payment) -> Result<Option<PaymentSum>> {
    let has_kid = payment.kid.as_ref().is_some_and(|kid| !kid.is_empty());
    if has_kid || payment.source.source == GIRO || payment.matched.is_some() {
        return Ok(None);
    }
    let day = days(payment.value_on);
    let apart = i64::from(DAYS_IN_DOUBT_MAX);
    for shared in SHARED {
        let params = params![
            room.organisation.as_bytes(),
            day - apart,
            day + apart,
            payment.account,
            payment.amount.currency.as_str(),
            shared,
            payment.amount.minor,
        ];
        let found = row::one(
            room.connection,
            "payments",
            PAYMENT_FIND_SUM,
            params,
            |columns| {
                Ok(PaymentSum {
                    import: columns.id("import_id", ImportId::from_bytes)?,
                    payments: columns.count("payments")?,
                })
            },
        )?;
        if found.is_some() {
            return Ok(found);
        }
    }
    Ok(None)
}
