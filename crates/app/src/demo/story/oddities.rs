//! How the money comes: mostly one sum on one day, sometimes not.

use super::Teller;
use crate::demo::days::DayNo;
use domain::PaymentChannel;

/// What people round up to who pay too much, in øre.
const HUNDRED_KRONER: i64 = 10_000;

/// How a payment can differ from one sum on one day.
#[derive(Debug, Clone, Copy)]
enum Oddity {
    None,
    InParts,
    TooMuch,
    Twice,
    WentBack,
    WithoutKid,
    WrongKid,
}

/// What can happen where a person types account, KID and amount.
const TYPED: &[(u32, Oddity)] = &[
    (955, Oddity::None),
    (20, Oddity::InParts),
    (6, Oddity::TooMuch),
    (5, Oddity::Twice),
    (3, Oddity::WentBack),
    (7, Oddity::WithoutKid),
    (4, Oddity::WrongKid),
];

/// What can happen where a bank fills them in.
const FILLED_IN: &[(u32, Oddity)] = &[(998, Oddity::None), (2, Oddity::WentBack)];

impl Teller<'_> {
    /// Books the money, with what can go wrong about it.
    pub(super) fn book(&mut self, on: DayNo, owed: i64, paid_by: PaymentChannel) {
        let typed = !matches!(
            paid_by,
            PaymentChannel::Avtalegiro | PaymentChannel::Efaktura | PaymentChannel::Vipps
        );
        let oddity = self.dice.weighted(if typed { TYPED } else { FILLED_IN });
        match oddity {
            Oddity::InParts => self.book_in_parts(on, owed, paid_by),
            Oddity::TooMuch => {
                let rounded = (owed / HUNDRED_KRONER + 1) * HUNDRED_KRONER;
                self.payment(on, rounded, paid_by);
            }
            Oddity::Twice => {
                self.payment(on, owed, paid_by);
                let again = on + self.dice.below(4);
                self.payment(again, owed, paid_by);
            }
            Oddity::WentBack => self.book_and_take_back(on, owed, paid_by),
            Oddity::WithoutKid => self.book_without_kid(on, owed, paid_by),
            Oddity::WrongKid => {
                let payment = self.payment(on, owed, paid_by);
                payment.kid = payment.kid.as_deref().map(mistyped);
            }
            Oddity::None => {
                self.payment(on, owed, paid_by);
            }
        }
    }

    fn book_in_parts(&mut self, on: DayNo, owed: i64, paid_by: PaymentChannel) {
        let half = owed / 2 / 100 * 100;
        self.payment(on, half.max(1), paid_by);
        if self.dice.per_mille(620) {
            let rest = on + 8 + self.dice.below(25);
            self.payment(rest, owed - half.max(1), paid_by);
        }
    }

    fn book_and_take_back(&mut self, on: DayNo, owed: i64, paid_by: PaymentChannel) {
        self.payment(on, owed, paid_by);
        let back = on + 2 + self.dice.below(4);
        self.payment(back, -owed, paid_by);
        if self.dice.per_mille(500) {
            let again = back + 3 + self.dice.below(7);
            self.payment(again, owed, PaymentChannel::Giro);
        }
    }

    fn book_without_kid(&mut self, on: DayNo, owed: i64, paid_by: PaymentChannel) {
        let name = self.customer.name.clone();
        let number = self.document.number.clone();
        let says_which = self.dice.per_mille(600);
        let payment = self.payment(on, owed, paid_by);
        payment.kid = None;
        payment.text = Some(match says_which {
            true => format!("Faktura {number}"),
            false => format!("Betaling fra {name}"),
        });
        payment.payer_name = Some(name);
    }
}

/// A KID with its last digit wrong, so that the check digit tells.
fn mistyped(kid: &str) -> String {
    let (payload, check) = kid.split_at(kid.len().saturating_sub(1));
    let wrong = check.parse().map_or(0, |digit: u8| (digit + 3) % 10);
    format!("{payload}{wrong}")
}
