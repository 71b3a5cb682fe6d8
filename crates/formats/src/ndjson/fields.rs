//! Taking the fields out of an object, each with its own finding where it is
//! missing or wrong. What nobody took is unknown.

use crate::code::{self, Code};
use crate::limits;
use domain::{Finding, Money, Severity, UnknownCode};
use jiff::{Timestamp, civil::Date};
use serde_json::{Map, Value};

/// What was noticed on one line.
pub(crate) struct Problems {
    place: String,
    findings: Vec<Finding>,
}

impl Problems {
    /// Nothing yet.
    pub(crate) fn new(place: &str) -> Self {
        Self {
            place: place.to_owned(),
            findings: Vec::new(),
        }
    }

    /// Whether something is wrong enough to refuse the line.
    pub(crate) fn is_refused(&self) -> bool {
        self.findings
            .iter()
            .any(|it| it.severity == Severity::Error)
    }

    /// What was noticed, errors first, so that none is lost to the limit.
    pub(crate) fn into_findings(mut self) -> Vec<Finding> {
        self.findings
            .sort_by_key(|it| std::cmp::Reverse(it.severity));
        self.findings.truncate(limits::FINDINGS_MAX);
        self.findings
    }

    fn add(&mut self, code: Code, field: &str, message: String) {
        let place = format!("{}, field {field}", self.place);
        self.findings.push(code.at(place, message));
    }
}

/// The fields of one object that were not taken yet.
pub(crate) struct Fields<'p> {
    map: Map<String, Value>,
    path: String,
    problems: &'p mut Problems,
}

impl<'p> Fields<'p> {
    /// The fields of an object; the path is that of the object in the line.
    pub(crate) fn new(map: Map<String, Value>, path: &str, problems: &'p mut Problems) -> Self {
        Self {
            map,
            path: path.to_owned(),
            problems,
        }
    }

    /// Says that a field is wrong: what was found and what was expected.
    pub(crate) fn wrong(&mut self, name: &str, message: String) {
        self.report(code::NDJSON_INVALID, name, message);
    }

    /// Says something about a field.
    pub(crate) fn report(&mut self, code: Code, name: &str, message: String) {
        let path = self.path_of(name);
        self.problems.add(code, &path, message);
    }

    /// Adds a finding that was made elsewhere.
    pub(crate) fn notice(&mut self, finding: impl IntoIterator<Item = Finding>) {
        self.problems.findings.extend(finding);
    }

    /// Where a field is.
    pub(crate) fn place(&self, name: &str) -> String {
        format!("{}, field {}", self.problems.place, self.path_of(name))
    }

    /// Whether a field is there and not null.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.map.get(name).is_some_and(|value| !value.is_null())
    }

    /// Takes a field as it is; null is the same as nothing.
    pub(crate) fn take(&mut self, name: &str) -> Option<Value> {
        self.map.remove(name).filter(|value| !value.is_null())
    }

    /// Takes a text. Blank is the same as nothing.
    pub(crate) fn text(&mut self, name: &str) -> Option<String> {
        match self.take(name)? {
            Value::String(text) if text.contains('\0') => {
                self.wrong(name, "the text holds a NUL character".to_owned());
                None
            }
            Value::String(text) => {
                let trimmed = text.trim();
                (!trimmed.is_empty()).then(|| trimmed.to_owned())
            }
            other => {
                let found = brief(&other);
                self.wrong(name, format!("{found} found; expected a text in quotes"));
                None
            }
        }
    }

    /// Takes a text that must be there.
    pub(crate) fn required(&mut self, name: &str) -> Option<String> {
        self.required_as(name, "a text", Self::text)
    }

    /// Takes what must be there, as `take` takes it; `wanted` says what.
    /// `None` only where a finding says why.
    pub(crate) fn required_as<T>(
        &mut self,
        name: &str,
        wanted: &str,
        take: impl FnOnce(&mut Self, &str) -> Option<T>,
    ) -> Option<T> {
        let is_here = self.has(name);
        let before = self.problems.findings.len();
        let taken = take(self, name);
        if taken.is_none() && self.problems.findings.len() == before {
            let found = if is_here { "blank" } else { "missing" };
            self.wrong(name, format!("{found}; {wanted} is required"));
        }
        taken
    }

    /// Takes a text that can be read as something.
    fn parsed<T>(&mut self, name: &str, read: impl FnOnce(&str) -> Result<T, String>) -> Option<T> {
        let text = self.text(name)?;
        match read(&text) {
            Ok(value) => Some(value),
            Err(expected) => {
                self.wrong(name, expected);
                None
            }
        }
    }

    /// Takes a word of a vocabulary.
    pub(crate) fn word<T: std::str::FromStr<Err = UnknownCode>>(
        &mut self,
        name: &str,
    ) -> Option<T> {
        self.parsed(name, |text| {
            text.parse().map_err(|why: UnknownCode| why.to_string())
        })
    }

    /// Takes a day, `2026-11-23`.
    pub(crate) fn date(&mut self, name: &str) -> Option<Date> {
        self.parsed(name, |text| {
            let date = text.parse::<Date>().ok().filter(|_| text.len() == 10);
            date.ok_or_else(|| format!("'{text}' found; expected a date such as 2026-11-23"))
        })
    }

    /// Takes a moment, RFC 3339.
    pub(crate) fn time(&mut self, name: &str) -> Option<Timestamp> {
        self.parsed(name, |text| {
            text.parse().map_err(|_| {
                format!("'{text}' found; expected a time such as 2026-11-23T09:30:00+01:00")
            })
        })
    }

    /// Takes an amount, `{"amount":"1234.50","currency":"NOK"}`. More decimals
    /// than the currency has are refused rather than rounded.
    pub(crate) fn money(&mut self, name: &str) -> Option<Money> {
        let mut inner = self.nested(name)?;
        let currency = inner.required("currency");
        let amount = inner.required("amount");
        let money =
            currency
                .zip(amount)
                .and_then(|(currency, amount)| match exact(&amount, &currency) {
                    Ok(money) => Some(money),
                    Err(why) => {
                        inner.wrong("amount", why);
                        None
                    }
                });
        inner.finish();
        money
    }

    /// Takes an object.
    pub(crate) fn nested(&mut self, name: &str) -> Option<Fields<'_>> {
        match self.take(name)? {
            Value::Object(map) => {
                let path = self.path_of(name);
                Some(Fields::new(map, &path, self.problems))
            }
            other => {
                let found = brief(&other);
                self.wrong(name, format!("{found} found; expected an object"));
                None
            }
        }
    }

    /// Takes a list of at most so many.
    pub(crate) fn list(&mut self, name: &str, most: usize) -> Vec<Value> {
        match self.take(name) {
            None => Vec::new(),
            Some(Value::Array(values)) if values.len() <= most => values,
            Some(Value::Array(values)) => {
                self.wrong(
                    name,
                    format!("{} entries; at most {most} are read", values.len()),
                );
                Vec::new()
            }
            Some(other) => {
                let found = brief(&other);
                self.wrong(name, format!("{found} found; expected a list"));
                Vec::new()
            }
        }
    }

    /// The fields of an object that was taken out of a list of this name.
    pub(crate) fn entry(&mut self, name: &str, index: usize, value: Value) -> Option<Fields<'_>> {
        let name = format!("{name}[{index}]");
        match value {
            Value::Object(map) => {
                let path = self.path_of(&name);
                Some(Fields::new(map, &path, self.problems))
            }
            other => {
                let found = brief(&other);
                self.wrong(&name, format!("{found} found; expected an object"));
                None
            }
        }
    }

    /// Says which fields nobody took.
    pub(crate) fn finish(mut self) {
        let left: Vec<String> = self.map.keys().cloned().collect();
        for name in left.into_iter().take(limits::FINDINGS_MAX) {
            self.unknown(&name);
        }
    }

    /// Says that a field is not known.
    pub(crate) fn unknown(&mut self, name: &str) {
        let message = "unknown field, left out; check its spelling".to_owned();
        self.report(code::NDJSON_UNKNOWN_FIELD, name, message);
    }

    fn path_of(&self, name: &str) -> String {
        if self.path.is_empty() {
            name.to_owned()
        } else {
            format!("{}.{name}", self.path)
        }
    }
}

fn exact(amount: &str, currency: &str) -> Result<Money, String> {
    let currency = currency
        .parse()
        .map_err(|why: domain::money::NotMoney| why.to_string())?;
    let money = Money::parse(amount, currency).map_err(|why| why.to_string())?;
    let decimals = amount.split_once('.').map_or("", |(_, decimals)| decimals);
    let exponent = currency.exponent() as usize;
    let beyond = decimals.get(exponent..).unwrap_or_default();
    if beyond.bytes().any(|digit| digit != b'0') {
        return Err(format!(
            "'{amount}' has more than the {exponent} decimals of {currency}"
        ));
    }
    Ok(money)
}

/// A value in a message: short, however long it is.
fn brief(value: &Value) -> String {
    const CHARS_MAX: usize = 40;
    match value {
        Value::Array(_) => "a list".to_owned(),
        Value::Object(_) => "an object".to_owned(),
        other => {
            let text = other.to_string();
            match text.char_indices().nth(CHARS_MAX) {
                Some((end, _)) => format!("{}…", &text[..end]),
                None => text,
            }
        }
    }
}
