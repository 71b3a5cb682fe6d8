//! Counts, decimals, percentages, rounded figures and byte sizes.

use crate::formats::{EN_DASH, Formats, MINUS, NBSP};

/// More decimals than this are never shown; an `f64` would not carry them.
const DECIMALS_MAX: u32 = 9;

/// Powers of ten from which a rounded figure changes its word.
const SCALES: [(u32, &str, &str); 3] = [
    (6, "\u{a0}mill.", "m"),
    (9, "\u{a0}mrd.", "bn"),
    (12, "\u{a0}bill.", "tn"),
];

/// Decimal units of storage, as the SI writes them.
const BYTE_UNITS: [&str; 6] = ["kB", "MB", "GB", "TB", "PB", "EB"];

impl Formats {
    /// A whole number, in groups of three from four digits on:
    /// `1 234 567`, `−12`.
    #[must_use]
    pub fn integer(&self, value: i64) -> String {
        self.fixed(value < 0, value.unsigned_abs().into(), 0)
    }

    /// A whole number that cannot be negative.
    #[must_use]
    pub fn count(&self, value: u64) -> String {
        self.fixed(false, value.into(), 0)
    }

    /// A number with exactly so many decimals (at most 9), rounded half away
    /// from zero; `–` for what is not a number. Never a negative zero.
    #[must_use]
    pub fn decimal(&self, value: f64, decimals: u32) -> String {
        if !value.is_finite() {
            return EN_DASH.to_string();
        }
        let decimals = decimals.min(DECIMALS_MAX);
        let power = i32::try_from(decimals).unwrap_or_default();
        // The cast saturates, so a number too large for 128 bits shows as the
        // largest instead of panicking.
        let magnitude = (value.abs() * 10_f64.powi(power)).round() as u128;
        self.fixed(value < 0.0, magnitude, decimals)
    }

    /// A decimal number as a sender wrote it (`-1234.5`), with at least so many
    /// decimals; what is no decimal number stays as it is.
    #[must_use]
    pub fn written(&self, text: &str, decimals_min: usize) -> String {
        let number = text.trim();
        let (is_negative, digits) = match number.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, number),
        };
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        let is_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        let is_number = !whole.is_empty() && is_digits(whole) && is_digits(fraction);
        let decimals = fraction.len().max(decimals_min);
        // More digits than fit in the type are no quantity: as written, then.
        let magnitude: Option<u128> = format!("{whole}{fraction:0<decimals$}").parse().ok();
        match (is_number, magnitude, u32::try_from(decimals)) {
            (true, Some(magnitude), Ok(decimals)) => self.fixed(is_negative, magnitude, decimals),
            _ => text.to_owned(),
        }
    }

    /// A rate in percent as a sender wrote it, without decimals that say
    /// nothing: `25 %` for `25.00`.
    #[must_use]
    pub fn written_percent(&self, text: &str) -> String {
        let shown = match text.split_once('.') {
            Some(_) => text.trim_end_matches('0').trim_end_matches('.'),
            None => text,
        };
        self.with_percent_sign(self.written(shown, 0))
    }

    /// A ratio as a percentage: `percent(0.873, 1)` is `87,3 %`.
    #[must_use]
    pub fn percent(&self, ratio: f64, decimals: u32) -> String {
        self.with_percent_sign(self.decimal(ratio * 100.0, decimals))
    }

    /// A part of a whole as a percentage with one decimal.
    ///
    /// Only none is `0,0 %` and only all is `100,0 %`: what would round to
    /// either without being it shows as `< 0,1 %` or `> 99,9 %`. A share of
    /// nothing is `–`.
    #[must_use]
    pub fn share(&self, part: u64, whole: u64) -> String {
        if whole == 0 {
            return EN_DASH.to_string();
        }
        let permille = divide_rounded(u128::from(part) * 1000, whole.into());
        let (mark, permille) = match permille {
            0 if part > 0 => ("<\u{a0}", 1),
            1000 if part < whole => (">\u{a0}", 999),
            _ => ("", permille),
        };
        self.with_percent_sign(format!("{mark}{}", self.fixed(false, permille, 1)))
    }

    /// A figure rounded for an axis or a headline: whole below a million,
    /// then `1,2 mill.`, `3 mrd.`; one decimal unless it is exact without.
    #[must_use]
    pub fn compact(&self, value: i64) -> String {
        self.compact_scaled(value < 0, value.unsigned_abs().into(), 0)
    }

    /// A size in bytes with decimal units: `12 kB`, `3,4 MB`. One decimal
    /// below ten of a unit, none above.
    #[must_use]
    pub fn bytes(&self, size: u64) -> String {
        if size < 1000 {
            return format!("{}{NBSP}B", self.count(size));
        }
        let mut unit = 1000_u128;
        let mut rest = BYTE_UNITS.as_slice();
        // 999 950 B would read "1 000 kB": go on while rounding reaches 1000.
        while rest.len() > 1 && divide_rounded(size.into(), unit) >= 1000 {
            unit *= 1000;
            rest = &rest[1..];
        }
        let tenths = divide_rounded(u128::from(size) * 10, unit);
        let number = if tenths < 100 {
            self.fixed(false, tenths, 1)
        } else {
            self.fixed(false, divide_rounded(size.into(), unit), 0)
        };
        format!("{number}{NBSP}{}", rest[0])
    }

    /// A rounded figure of `magnitude · 10^-exponent`.
    pub(crate) fn compact_scaled(&self, negative: bool, magnitude: u128, exponent: u32) -> String {
        let whole = divide_rounded(magnitude, 10_u128.pow(exponent));
        if whole < 1_000_000 {
            return self.fixed(negative, whole, 0);
        }
        let mut chosen = (0, "", 0);
        for (power, nb, en) in SCALES {
            let tenths = divide_rounded(magnitude, 10_u128.pow(exponent + power - 1));
            chosen = (tenths, self.language.pick(nb, en), exponent + power);
            if tenths < 10_000 {
                break;
            }
        }
        let (tenths, word, power) = chosen;
        let number = if magnitude.is_multiple_of(10_u128.pow(power)) {
            self.fixed(negative, tenths / 10, 0)
        } else {
            self.fixed(negative, tenths, 1)
        };
        number + word
    }

    /// The digits of `magnitude · 10^-decimals`, grouped, with a sign unless
    /// the number is zero.
    pub(crate) fn fixed(&self, negative: bool, magnitude: u128, decimals: u32) -> String {
        let width = decimals as usize;
        let digits = format!("{magnitude:0>min$}", min = width + 1);
        let (whole, fraction) = digits.split_at(digits.len() - width);
        let mut text = String::with_capacity(digits.len() * 2);
        if negative && magnitude != 0 {
            text.push(MINUS);
        }
        for (index, digit) in whole.char_indices() {
            if index > 0 && (whole.len() - index).is_multiple_of(3) {
                text.push_str(self.group);
            }
            text.push(digit);
        }
        if width > 0 {
            text.push_str(self.decimal);
            text.push_str(fraction);
        }
        text
    }

    fn with_percent_sign(&self, mut number: String) -> String {
        if number.starts_with(EN_DASH) {
            return number;
        }
        number.push_str(self.language.pick("\u{a0}%", "%"));
        number
    }
}

/// Integer division, halves up. The divisor is never zero here.
fn divide_rounded(value: u128, divisor: u128) -> u128 {
    let quotient = value / divisor;
    if value % divisor >= divisor.div_ceil(2) {
        quotient + 1
    } else {
        quotient
    }
}

#[cfg(test)]
mod tests;
