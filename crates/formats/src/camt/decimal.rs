//! Amounts as banks write them, compared exactly.

use crate::code;
use crate::xml::node::{self, Node};
use domain::{Currency, Finding, Money};
pub(super) use rust_decimal::Decimal;

/// An amount with its currency, as written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Amount {
    /// How much, without a sign.
    pub(super) value: Decimal,
    /// The currency.
    pub(super) currency: Currency,
}

impl Amount {
    /// The amount in an element with a currency; an amount that cannot be read
    /// refuses the file, because no sum of it can be believed.
    pub(super) fn of(element: Node<'_, '_>) -> Result<Self, Finding> {
        let written = node::text(element);
        let currency = node::attribute(element, "Ccy").unwrap_or_default();
        let fault = |why: String| code::CAMT_STRUCTURE.at(node::place(element), why);
        let value = number(&written).ok_or_else(|| fault(format!("'{written}' is no amount")))?;
        match currency.parse() {
            Ok(currency) => Ok(Self { value, currency }),
            Err(why) => Err(fault(format!("{why}"))),
        }
    }

    /// The amount in minor units; `None` where it is larger than any money.
    pub(super) fn money(&self) -> Option<Money> {
        Money::parse(&self.value.to_string(), self.currency).ok()
    }
}

/// A decimal number.
pub(super) fn number(written: &str) -> Option<Decimal> {
    written.trim().parse().ok()
}
