//! Query strings: reading them, and writing them so that people can read them.

use std::fmt;

/// The most pairs that are read; a page has far fewer.
const PAIRS_MAX: usize = 400;

/// The pairs of a query string, in order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Query {
    pairs: Vec<(String, String)>,
}

impl Query {
    /// Reads the part of a URL after the question mark, or a form's body.
    /// Bytes that are not UTF-8 become replacement characters.
    pub(crate) fn parse(text: &str) -> Self {
        let pairs = text
            .split('&')
            .filter(|pair| !pair.is_empty())
            .take(PAIRS_MAX)
            .map(|pair| {
                let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
                (decode(key), decode(value))
            });
        Self {
            pairs: pairs.collect(),
        }
    }

    /// The pairs.
    pub(crate) fn pairs(&self) -> &[(String, String)] {
        &self.pairs
    }

    /// The first value of a key.
    pub(crate) fn get(&self, key: &str) -> Option<&str> {
        let first = self.pairs.iter().find(|(name, _)| name == key);
        first.map(|(_, value)| value.as_str())
    }

    /// Every value of a key.
    pub(crate) fn all<'a>(&'a self, key: &'a str) -> impl Iterator<Item = &'a str> {
        let of_key =
            move |(name, value): &'a (String, String)| (name == key).then_some(value.as_str());
        self.pairs.iter().filter_map(of_key)
    }

    /// Adds a pair at the end.
    pub(crate) fn push(&mut self, key: impl Into<String>, value: impl Into<String>) {
        self.pairs.push((key.into(), value.into()));
    }

    /// The same with one pair more.
    #[must_use]
    pub(crate) fn with(mut self, key: &str, value: impl Into<String>) -> Self {
        self.push(key, value);
        self
    }

    /// Whether there are no pairs.
    pub(crate) const fn is_empty(&self) -> bool {
        self.pairs.is_empty()
    }
}

impl fmt::Display for Query {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (number, (key, value)) in self.pairs.iter().enumerate() {
            let separator = if number == 0 { "" } else { "&" };
            write!(f, "{separator}{}={}", Encoded(key), Encoded(value))?;
        }
        Ok(())
    }
}

/// Text with everything encoded that has a meaning of its own in a URL. The
/// punctuation of the filter language stays readable.
pub(crate) struct Encoded<'a>(pub(crate) &'a str);

impl fmt::Display for Encoded<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for byte in self.0.bytes() {
            match byte {
                b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => write!(f, "{}", char::from(byte))?,
                b'-' | b'.' | b'_' | b'~' | b',' | b':' => write!(f, "{}", char::from(byte))?,
                b' ' => f.write_str("+")?,
                other => write!(f, "%{other:02X}")?,
            }
        }
        Ok(())
    }
}

/// Text as one segment of a path: there a plus is a plus.
pub(crate) struct Segment<'a>(pub(crate) &'a str);

impl fmt::Display for Segment<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let encoded = Encoded(self.0).to_string();
        f.write_str(&encoded.replace('+', "%20"))
    }
}

fn decode(text: &str) -> String {
    let written = text.as_bytes();
    let mut bytes = Vec::with_capacity(written.len());
    let mut at = 0;
    while let Some(byte) = written.get(at) {
        let (byte, width) = match byte {
            b'+' => (b' ', 1),
            b'%' => escaped(written.get(at + 1..at + 3)).map_or((b'%', 1), |byte| (byte, 3)),
            other => (*other, 1),
        };
        bytes.push(byte);
        at += width;
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// The byte that two hexadecimal digits stand for.
fn escaped(digits: Option<&[u8]>) -> Option<u8> {
    let [high, low] = digits? else { return None };
    let digit = |byte: u8| char::from(byte).to_digit(16);
    u8::try_from(digit(*high)? * 16 + digit(*low)?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_reads_back_the_same() {
        let query = Query::default()
            .with("delivery", "failed,returned")
            .with("-customer", "\"Nord & Sør AS\"")
            .with("amount", ">=1000.50")
            .with("q", "50% + 1 = ?#ÆØÅ");
        let written = query.to_string();
        assert!(written.starts_with("delivery=failed,returned&-customer=%22Nord+%26+"));
        assert_eq!(Query::parse(&written), query);
    }

    #[test]
    fn broken_escapes_are_taken_as_they_stand() {
        let query = Query::parse("a=%&b=%zz&c=%e6&&d&=e");
        let values: Vec<&str> = query
            .pairs()
            .iter()
            .map(|(_, value)| value.as_str())
            .collect();
        assert_eq!(values, ["%", "%zz", "\u{fffd}", "", "e"]);
    }

    #[test]
    fn a_flood_of_pairs_is_cut_off() {
        let flood = "a=b&".repeat(PAIRS_MAX * 3);
        assert_eq!(Query::parse(&flood).pairs().len(), PAIRS_MAX);
    }
}
