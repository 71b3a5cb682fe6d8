//! Numbers that pass every check and belong to nobody.

use super::dice::Dice;
use domain::{account, organisation_number};

/// First digit of invented organisation numbers. The Norwegian register gives
/// out numbers that begin with 8 and 9, so none of these names a real company.
const ORGANISATION_FIRST: i64 = 3;
/// First four digits of invented accounts: no bank has this number.
const BANK: &str = "9998";

/// A valid organisation number of a company that does not exist.
pub(super) fn organisation(dice: &mut Dice) -> String {
    with_check_digit(dice, organisation_number::is_valid, |dice| {
        format!("{ORGANISATION_FIRST}{:07}", dice.below(10_000_000))
    })
}

/// A valid account number in a bank that does not exist.
pub(super) fn bank_account(dice: &mut Dice) -> String {
    with_check_digit(dice, account::is_valid, |dice| {
        format!("{BANK}{:06}", dice.below(1_000_000))
    })
}

/// Draws until a check digit fits: one payload in eleven has none.
fn with_check_digit(
    dice: &mut Dice,
    is_valid: fn(&str) -> bool,
    payload: impl Fn(&mut Dice) -> String,
) -> String {
    loop {
        let payload = payload(dice);
        let fitting = ('0'..='9')
            .map(|digit| format!("{payload}{digit}"))
            .find(|number| is_valid(number));
        if let Some(number) = fitting {
            return number;
        }
    }
}
