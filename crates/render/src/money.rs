//! Amounts of money, from whole minor units.
//!
//! Amounts arrive as minor units (øre), the ISO 4217 code and its exponent,
//! never as floating point, and are never added here: whoever sums keeps the
//! currencies apart.

use crate::formats::{Formats, NBSP};

/// Larger exponents are read as this one. ISO 4217 has none above 4; the
/// bound only keeps an absurd value from an absurd string.
const EXPONENT_MAX: u32 = 18;

impl Formats {
    /// An amount with all its decimals: `1 234,50 kr`, `EUR 1 234,50`,
    /// English `NOK 1,234.50`. Kroner go after in bokmål; every other
    /// currency stands in front by its code, so that a column of mixed
    /// currencies can be read down its left edge.
    #[must_use]
    pub fn amount(&self, minor: i64, currency: &str, exponent: u32) -> String {
        self.with_currency(&self.amount_digits(minor, exponent), currency)
    }

    /// The same without the currency, for a column whose heading names it.
    #[must_use]
    pub fn amount_digits(&self, minor: i64, exponent: u32) -> String {
        let exponent = exponent.min(EXPONENT_MAX);
        self.fixed(minor < 0, minor.unsigned_abs().into(), exponent)
    }

    /// An amount rounded for an axis or a headline: `345 679 kr`,
    /// `1,2 mill. kr`, English `NOK 1.2m`.
    #[must_use]
    pub fn amount_compact(&self, minor: i64, currency: &str, exponent: u32) -> String {
        let exponent = exponent.min(EXPONENT_MAX);
        let digits = self.compact_scaled(minor < 0, minor.unsigned_abs().into(), exponent);
        self.with_currency(&digits, currency)
    }

    fn with_currency(&self, digits: &str, currency: &str) -> String {
        if currency == "NOK" && self.language.pick(true, false) {
            format!("{digits}{NBSP}kr")
        } else {
            format!("{currency}{NBSP}{digits}")
        }
    }
}

#[cfg(test)]
mod tests;
