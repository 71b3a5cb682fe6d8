//! Amounts: integers of minor units with a currency. Sums never cross
//! currencies, and nothing here ever becomes a floating point number.

use serde::{Deserialize, Serialize};

/// An ISO 4217 currency code, three capital letters.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Currency([u8; 3]);

/// Text that is not a currency code or not an amount.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotMoney {
    /// Not three letters.
    #[error("'{0}' is not a currency code of three letters (ISO 4217)")]
    Currency(String),
    /// Not a decimal number.
    #[error("'{0}' is not an amount such as 1234.50")]
    Amount(String),
    /// A number beyond what an account can hold.
    #[error("'{0}' is too large for an amount")]
    TooLarge(String),
}

impl Currency {
    /// Norwegian krone.
    pub const NOK: Self = Self(*b"NOK");

    /// The three letters.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or("XXX")
    }

    /// How many decimals the minor unit stands for (ISO 4217, column "minor
    /// unit"); two where the currency is not one of the exceptions.
    pub fn exponent(&self) -> u32 {
        match &self.0 {
            b"BIF" | b"CLP" | b"DJF" | b"GNF" | b"ISK" | b"JPY" | b"KMF" | b"KRW" | b"PYG"
            | b"RWF" | b"UGX" | b"UYI" | b"VND" | b"VUV" | b"XAF" | b"XOF" | b"XPF" => 0,
            b"BHD" | b"IQD" | b"JOD" | b"KWD" | b"LYD" | b"OMR" | b"TND" => 3,
            b"CLF" | b"UYW" => 4,
            _ => 2,
        }
    }
}

impl std::str::FromStr for Currency {
    type Err = NotMoney;

    fn from_str(text: &str) -> Result<Self, NotMoney> {
        match text.trim().as_bytes() {
            [a, b, c] if [a, b, c].iter().all(|l| l.is_ascii_alphabetic()) => {
                Ok(Self([a, b, c].map(u8::to_ascii_uppercase)))
            }
            _ => Err(NotMoney::Currency(text.to_owned())),
        }
    }
}

impl std::fmt::Display for Currency {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}

impl std::fmt::Debug for Currency {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Serialize for Currency {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for Currency {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = <std::borrow::Cow<'_, str>>::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

/// An amount of money. In JSON `{"amount":"1234.50","currency":"NOK"}`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(into = "Written", try_from = "Written")]
pub struct Money {
    /// Minor units: øre of kroner.
    pub minor: i64,
    /// The currency that the minor units belong to.
    pub currency: Currency,
}

impl Money {
    /// An amount of so many minor units.
    pub const fn new(minor: i64, currency: Currency) -> Self {
        Self { minor, currency }
    }

    /// Reads a decimal number with a point, optional sign, and rounds half
    /// away from zero to the currency's minor unit.
    pub fn parse(text: &str, currency: Currency) -> Result<Self, NotMoney> {
        let minor = parse_minor(text.trim(), currency.exponent())?;
        Ok(Self { minor, currency })
    }

    /// The decimal number with a point and all its decimals: `1234.50`.
    pub fn decimal(&self) -> String {
        let exponent = self.currency.exponent() as usize;
        let sign = if self.minor < 0 { "-" } else { "" };
        let digits = format!(
            "{:0>width$}",
            self.minor.unsigned_abs(),
            width = exponent + 1
        );
        let (whole, fraction) = digits.split_at(digits.len() - exponent);
        match exponent {
            0 => format!("{sign}{whole}"),
            _ => format!("{sign}{whole}.{fraction}"),
        }
    }
}

fn parse_minor(text: &str, exponent: u32) -> Result<i64, NotMoney> {
    let not = || NotMoney::Amount(text.to_owned());
    let too_large = || NotMoney::TooLarge(text.to_owned());
    let (negative, digits) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let all_digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
    if (whole.is_empty() && fraction.is_empty()) || !all_digits(whole) || !all_digits(fraction) {
        return Err(not());
    }
    let exponent = exponent as usize;
    let kept = &fraction[..fraction.len().min(exponent)];
    let padded = format!("{whole}{kept:0<exponent$}");
    let mut minor: i64 = match padded.trim_start_matches('0') {
        "" => 0,
        significant => significant.parse().map_err(|_| too_large())?,
    };
    if fraction
        .as_bytes()
        .get(exponent)
        .is_some_and(|b| *b >= b'5')
    {
        minor = minor.checked_add(1).ok_or_else(too_large)?;
    }
    Ok(if negative { -minor } else { minor })
}

#[derive(Serialize, Deserialize)]
struct Written {
    amount: String,
    currency: Currency,
}

impl From<Money> for Written {
    fn from(money: Money) -> Self {
        Self {
            amount: money.decimal(),
            currency: money.currency,
        }
    }
}

impl TryFrom<Written> for Money {
    type Error = NotMoney;

    fn try_from(written: Written) -> Result<Self, NotMoney> {
        Self::parse(&written.amount, written.currency)
    }
}

#[cfg(test)]
mod tests;
