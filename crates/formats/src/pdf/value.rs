//! The values of a PDF (ISO 32000-1, 7.3), as far as they are needed to find
//! files in it.

/// Deepest nesting of arrays and dictionaries. Real ones have about five.
const DEPTH_MAX: usize = 32;

/// A value.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Value {
    /// A name, without its slash.
    Name(Vec<u8>),
    /// A string, its escapes resolved.
    Text(Vec<u8>),
    /// A whole number.
    Number(i64),
    /// A reference to another object, by its number.
    Reference(u32),
    /// An array.
    Array(Vec<Value>),
    /// A dictionary.
    Dictionary(Dictionary),
    /// Anything that says nothing here: null, booleans, fractions, keywords.
    Other,
}

/// A dictionary, in its order.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Dictionary(Vec<(Vec<u8>, Value)>);

impl Dictionary {
    /// The value of a key.
    pub(super) fn get(&self, key: &str) -> Option<&Value> {
        let mut entries = self.0.iter();
        entries
            .find(|(name, _)| name == key.as_bytes())
            .map(|(_, value)| value)
    }

    /// The whole number of a key.
    pub(super) fn number(&self, key: &str) -> Option<i64> {
        match self.get(key) {
            Some(Value::Number(number)) => Some(*number),
            _ => None,
        }
    }

    /// Whether a key has this name as its value.
    pub(super) fn says(&self, key: &str, name: &str) -> bool {
        matches!(self.get(key), Some(Value::Name(found)) if found == name.as_bytes())
    }
}

/// Most values inside one object. Each takes some thirty bytes of memory,
/// however short it is in the file.
const VALUES_MAX: usize = 1_000_000;

/// Reads values from bytes, always forwards.
pub(super) struct Reader<'a> {
    bytes: &'a [u8],
    /// Where the next value begins.
    pub(super) at: usize,
    values: usize,
}

impl<'a> Reader<'a> {
    /// Begins at an offset.
    pub(super) fn new(bytes: &'a [u8], at: usize) -> Self {
        Self {
            bytes,
            at,
            values: 0,
        }
    }

    /// The next value, if one can be read.
    pub(super) fn value(&mut self) -> Option<Value> {
        self.nested(0)
    }

    /// Passes over a word, if it is the next thing.
    pub(super) fn word(&mut self, word: &[u8]) -> bool {
        self.skip_blank();
        let is_next = self.rest().starts_with(word);
        if is_next {
            self.at += word.len();
        }
        is_next
    }

    /// A whole number that is the next thing.
    pub(super) fn number(&mut self) -> Option<i64> {
        match self.value()? {
            Value::Number(number) => Some(number),
            _ => None,
        }
    }

    fn rest(&self) -> &'a [u8] {
        self.bytes.get(self.at..).unwrap_or_default()
    }

    fn skip_blank(&mut self) {
        while let Some(byte) = self.bytes.get(self.at) {
            match byte {
                b'%' => self.at += self.rest().iter().take_while(|b| !is_end(**b)).count(),
                byte if is_blank(*byte) => self.at += 1,
                _ => return,
            }
        }
    }

    fn nested(&mut self, depth: usize) -> Option<Value> {
        self.skip_blank();
        self.values += 1;
        if depth > DEPTH_MAX || self.values > VALUES_MAX {
            return None;
        }
        match self.rest() {
            [b'<', b'<', ..] => self.dictionary(depth),
            [b'<', ..] => Some(Value::Text(self.hexadecimal())),
            [b'(', ..] => Some(Value::Text(self.text())),
            [b'/', ..] => Some(Value::Name(self.name())),
            [b'[', ..] => self.array(depth),
            [b'+' | b'-' | b'.' | b'0'..=b'9', ..] => Some(self.number_or_reference()),
            [byte, ..] if is_regular(*byte) => {
                self.at += regular(self.rest());
                Some(Value::Other)
            }
            _ => None,
        }
    }

    fn dictionary(&mut self, depth: usize) -> Option<Value> {
        self.at += 2;
        let mut entries = Vec::new();
        loop {
            self.skip_blank();
            match self.rest() {
                [b'>', b'>', ..] => {
                    self.at += 2;
                    return Some(Value::Dictionary(Dictionary(entries)));
                }
                [b'/', ..] => {
                    let name = self.name();
                    entries.push((name, self.nested(depth + 1)?));
                }
                _ => return None,
            }
        }
    }

    fn array(&mut self, depth: usize) -> Option<Value> {
        self.at += 1;
        let mut values = Vec::new();
        loop {
            self.skip_blank();
            if self.rest().first() == Some(&b']') {
                self.at += 1;
                return Some(Value::Array(values));
            }
            values.push(self.nested(depth + 1)?);
        }
    }

    fn name(&mut self) -> Vec<u8> {
        let written = &self.rest()[1..];
        let written = &written[..regular(written)];
        self.at += 1 + written.len();
        let mut name = Vec::with_capacity(written.len());
        let mut bytes = written.iter();
        while let Some(byte) = bytes.next() {
            let code = match (byte, bytes.as_slice()) {
                (b'#', [high, low, ..]) => hex(*high).zip(hex(*low)),
                _ => None,
            };
            match code {
                Some((high, low)) => {
                    name.push(high << 4 | low);
                    bytes.nth(1);
                }
                None => name.push(*byte),
            }
        }
        name
    }

    fn hexadecimal(&mut self) -> Vec<u8> {
        let inside = self.rest()[1..].iter().take_while(|byte| **byte != b'>');
        let length = inside.clone().count();
        let digits: Vec<u8> = inside.filter_map(|byte| hex(*byte)).collect();
        self.at += length + 2;
        digits
            .chunks(2)
            .map(|pair| pair[0] << 4 | pair.get(1).copied().unwrap_or(0))
            .collect()
    }

    fn text(&mut self) -> Vec<u8> {
        let mut text = Vec::new();
        let mut open = 0_u32;
        while let Some(byte) = self.bytes.get(self.at).copied() {
            self.at += 1;
            match byte {
                b'(' => {
                    if open > 0 {
                        text.push(byte);
                    }
                    open += 1;
                }
                b')' => {
                    open -= 1;
                    if open == 0 {
                        break;
                    }
                    text.push(byte);
                }
                b'\\' => text.extend(self.escaped()),
                _ => text.push(byte),
            }
        }
        text
    }

    /// What stands for a character behind a backslash.
    fn escaped(&mut self) -> Option<u8> {
        let byte = *self.bytes.get(self.at)?;
        self.at += 1;
        let octal = |byte: &&u8| matches!(byte, b'0'..=b'7');
        match byte {
            b'n' => Some(b'\n'),
            b'r' => Some(b'\r'),
            b't' => Some(b'\t'),
            b'b' => Some(8),
            b'f' => Some(12),
            b'\r' | b'\n' => None,
            b'0'..=b'7' => {
                let more = self.rest().iter().take(2).take_while(octal);
                let mut code = u32::from(byte - b'0');
                let mut count = 0;
                for digit in more {
                    code = code * 8 + u32::from(digit - b'0');
                    count += 1;
                }
                self.at += count;
                Some(code as u8)
            }
            other => Some(other),
        }
    }

    fn number_or_reference(&mut self) -> Value {
        let Some(number) = self.whole_number() else {
            return Value::Other;
        };
        let after = self.at;
        if let Ok(object) = u32::try_from(number) {
            self.skip_blank();
            let is_generation = self.rest().first().is_some_and(u8::is_ascii_digit);
            if is_generation && self.whole_number().is_some() && self.word(b"R") {
                let ends = self.rest().first().is_none_or(|byte| !is_regular(*byte));
                if ends {
                    return Value::Reference(object);
                }
            }
        }
        self.at = after;
        Value::Number(number)
    }

    fn whole_number(&mut self) -> Option<i64> {
        let length = regular(self.rest()).max(1);
        let written = &self.rest()[..length];
        self.at += length;
        std::str::from_utf8(written).ok()?.parse().ok()
    }
}

fn regular(bytes: &[u8]) -> usize {
    bytes.iter().take_while(|byte| is_regular(**byte)).count()
}

fn is_regular(byte: u8) -> bool {
    !is_blank(byte) && !b"()<>[]{}/%".contains(&byte)
}

fn is_blank(byte: u8) -> bool {
    matches!(byte, 0 | 9 | 10 | 12 | 13 | 32)
}

fn is_end(byte: u8) -> bool {
    matches!(byte, b'\n' | b'\r')
}

fn hex(byte: u8) -> Option<u8> {
    char::from(byte).to_digit(16).map(|digit| digit as u8)
}
