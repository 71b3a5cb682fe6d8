//! A column of one block in as few bytes as its values need: offsets from a
//! base in one, two or four bytes, the few values that lie far off kept
//! beside them, and eight bytes a value where nothing else fits.
//!
//! Documents of a block came at about the same time, so their days, moments
//! and places in the log lie close together whatever those are. A due date in
//! the year 9999 costs sixteen bytes, not a wider column.

use std::ops::Range;

mod marked;
mod stored;

/// Stands for "no value". Greater than every day, so that a span never holds
/// it; an amount of this size reads back as itself.
pub(crate) const NONE: i64 = i64::MAX;
/// Values kept beside the column whatever its length.
const FAR_MIN: usize = 16;
/// One value in so many may be kept beside the column. Each costs sixteen bytes,
/// so that more than these are dearer than the next width.
const FAR_SHARE: usize = 64;
/// Values that are looked at to guess which of them lie far off.
const SAMPLE: usize = 1024;

/// A column of one block.
#[derive(Debug, Clone, Default)]
pub(crate) struct Packed {
    base: i64,
    codes: Codes,
    /// Places and values of what the codes cannot tell, by place.
    far: Vec<(u16, i64)>,
    zone: Zone,
}

#[derive(Debug, Clone)]
enum Codes {
    /// So many times no value.
    Nothing(usize),
    Bytes(Vec<u8>),
    Words(Vec<u16>),
    Quads(Vec<u32>),
    Whole(Vec<i64>),
}

/// The least and greatest value. Only ever widened while the column is
/// written into, so it may hold more than the column does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Zone {
    pub(crate) first: i64,
    pub(crate) last: i64,
}

/// An offset from the base. The two greatest stand for "none" and "far off".
trait Code: Copy + Ord + Into<u32> {
    const NONE: Self;
    const FAR: Self;
    /// Offsets from 0 to below this can be told.
    const ROOM: i64;

    fn of(offset: i64) -> Option<Self>;
}

macro_rules! code {
    ($($of:ty),+) => {$(
        impl Code for $of {
            const NONE: Self = <$of>::MAX;
            const FAR: Self = <$of>::MAX - 1;
            const ROOM: i64 = <$of>::MAX as i64 - 1;

            fn of(offset: i64) -> Option<Self> {
                (offset < Self::ROOM).then(|| Self::try_from(offset).ok()).flatten()
            }
        }
    )+};
}

code!(u8, u16, u32);

impl Default for Codes {
    fn default() -> Self {
        Self::Nothing(0)
    }
}

impl Default for Zone {
    fn default() -> Self {
        Self {
            first: i64::MAX,
            last: i64::MIN,
        }
    }
}

impl Zone {
    pub(crate) const fn is_empty(self) -> bool {
        self.first > self.last
    }

    pub(crate) fn join(self, other: Self) -> Self {
        Self {
            first: self.first.min(other.first),
            last: self.last.max(other.last),
        }
    }

    fn of(values: &[i64]) -> Self {
        let mut zone = Self::default();
        values.iter().for_each(|value| zone.widen(*value));
        zone
    }

    fn widen(&mut self, value: i64) {
        if value != NONE {
            *self = self.join(Self {
                first: value,
                last: value,
            });
        }
    }
}

impl Packed {
    /// The column of these values, as narrow as it gets.
    pub(crate) fn of(values: &[i64]) -> Self {
        let zone = Zone::of(values);
        if zone.is_empty() {
            return Self {
                codes: Codes::Nothing(values.len()),
                ..Self::default()
            };
        }
        let sample = sample(values);
        let packed = pack(values, zone, &sample, Codes::Bytes)
            .or_else(|| pack(values, zone, &sample, Codes::Words))
            .or_else(|| pack(values, zone, &sample, Codes::Quads));
        packed.unwrap_or_else(|| Self {
            base: 0,
            codes: Codes::Whole(values.to_vec()),
            far: Vec::new(),
            zone,
        })
    }

    pub(crate) const fn len(&self) -> usize {
        match &self.codes {
            Codes::Nothing(length) => *length,
            Codes::Bytes(codes) => codes.len(),
            Codes::Words(codes) => codes.len(),
            Codes::Quads(codes) => codes.len(),
            Codes::Whole(values) => values.len(),
        }
    }

    /// The least and greatest value that it may hold.
    pub(crate) const fn zone(&self) -> Zone {
        self.zone
    }

    pub(crate) fn push(&mut self, value: i64) {
        match &mut self.codes {
            Codes::Nothing(length) => *length += 1,
            Codes::Bytes(codes) => codes.push(u8::NONE),
            Codes::Words(codes) => codes.push(u16::NONE),
            Codes::Quads(codes) => codes.push(u32::NONE),
            Codes::Whole(values) => values.push(NONE),
        }
        self.set(self.len() - 1, value);
    }

    pub(crate) fn set(&mut self, at: usize, value: i64) {
        let (base, far) = (self.base, &mut self.far);
        let fits = match &mut self.codes {
            Codes::Nothing(_) => value == NONE,
            Codes::Bytes(codes) => put(codes, base, far, at, value),
            Codes::Words(codes) => put(codes, base, far, at, value),
            Codes::Quads(codes) => put(codes, base, far, at, value),
            Codes::Whole(values) => {
                values[at] = value;
                true
            }
        };
        self.zone.widen(value);
        if !fits {
            let mut values = self.values();
            values[at] = value;
            *self = Self::of(&values);
        }
    }

    /// Writes values in some places, ascending, where there are others. What
    /// is there is read first, into `room`, because it lies far apart.
    pub(crate) fn set_all(
        &mut self,
        places: &[u16],
        values: impl Iterator<Item = i64>,
        room: &mut Vec<i64>,
    ) {
        room.resize(places.len(), NONE);
        self.gather_whole(places, room);
        for ((at, value), was) in places.iter().zip(values).zip(room) {
            if value != *was {
                self.set(usize::from(*at), value);
            }
        }
    }

    /// Writes the column anew, as narrow as it gets.
    pub(crate) fn settle(&mut self) {
        *self = Self::of(&self.values());
    }

    /// Whether any row has no value.
    pub(crate) fn has_none(&self) -> bool {
        match &self.codes {
            Codes::Nothing(rows) => *rows > 0,
            Codes::Bytes(codes) => codes.contains(&u8::NONE),
            Codes::Words(codes) => codes.contains(&u16::NONE),
            Codes::Quads(codes) => codes.contains(&u32::NONE),
            Codes::Whole(values) => values.contains(&NONE),
        }
    }

    pub(crate) fn values(&self) -> Vec<i64> {
        let mut values = vec![NONE; self.len()];
        self.read_whole(0..self.len(), &mut values);
        values
    }

    pub(crate) fn get(&self, at: usize) -> i64 {
        match &self.codes {
            Codes::Nothing(_) => NONE,
            Codes::Bytes(codes) => self.value(codes[at], at),
            Codes::Words(codes) => self.value(codes[at], at),
            Codes::Quads(codes) => self.value(codes[at], at),
            Codes::Whole(values) => values[at],
        }
    }

    /// The value in 32 bits, as [`Packed::read`] gives it.
    pub(crate) fn get_short(&self, at: usize) -> i32 {
        short(self.get(at))
    }

    fn value<C: Code>(&self, code: C, at: usize) -> i64 {
        match code {
            code if code == C::NONE => NONE,
            code if code == C::FAR => {
                let found = place(&self.far, at).ok();
                found.map_or(NONE, |found| self.far[found].1)
            }
            code => self.base + i64::from(code.into()),
        }
    }

    /// The values of a range in 32 bits, "no value" as the greatest. For
    /// columns whose values fit: days, minutes, codes.
    pub(crate) fn read(&self, range: Range<usize>, out: &mut [i32]) {
        // Only the low bits of base and offset matter to the low bits of
        // their sum.
        let base = self.base as i32;
        match &self.codes {
            Codes::Nothing(_) => out.fill(i32::MAX),
            Codes::Bytes(codes) => unpack(&codes[range.clone()], out, |code| near(code, base)),
            Codes::Words(codes) => unpack(&codes[range.clone()], out, |code| near(code, base)),
            Codes::Quads(codes) => unpack(&codes[range.clone()], out, |code| near(code, base)),
            Codes::Whole(values) => unpack(&values[range.clone()], out, short),
        }
        let start = range.start;
        for (at, value) in self.far_in(range) {
            out[at - start] = short(value);
        }
    }

    /// The values of a range.
    pub(crate) fn read_whole(&self, range: Range<usize>, out: &mut [i64]) {
        let base = self.base;
        match &self.codes {
            Codes::Nothing(_) => out.fill(NONE),
            Codes::Bytes(codes) => unpack(&codes[range.clone()], out, |c| near_whole(c, base)),
            Codes::Words(codes) => unpack(&codes[range.clone()], out, |c| near_whole(c, base)),
            Codes::Quads(codes) => unpack(&codes[range.clone()], out, |c| near_whole(c, base)),
            Codes::Whole(values) => out.copy_from_slice(&values[range.clone()]),
        }
        let start = range.start;
        for (at, value) in self.far_in(range) {
            out[at - start] = value;
        }
    }

    /// The values of some places, ascending, in 32 bits, as [`Packed::read`]
    /// gives them.
    pub(crate) fn gather(&self, places: &[u16], out: &mut [i32]) {
        let base = self.base as i32;
        match &self.codes {
            Codes::Nothing(_) => out.fill(i32::MAX),
            Codes::Bytes(codes) => pick(codes, places, out, |code| near(code, base)),
            Codes::Words(codes) => pick(codes, places, out, |code| near(code, base)),
            Codes::Quads(codes) => pick(codes, places, out, |code| near(code, base)),
            Codes::Whole(values) => pick(values, places, out, short),
        }
        for (found, value) in self.far_among(places) {
            out[found] = short(value);
        }
    }

    /// The values of some places, ascending.
    pub(crate) fn gather_whole(&self, places: &[u16], out: &mut [i64]) {
        let base = self.base;
        match &self.codes {
            Codes::Nothing(_) => out.fill(NONE),
            Codes::Bytes(codes) => pick(codes, places, out, |code| near_whole(code, base)),
            Codes::Words(codes) => pick(codes, places, out, |code| near_whole(code, base)),
            Codes::Quads(codes) => pick(codes, places, out, |code| near_whole(code, base)),
            Codes::Whole(values) => pick(values, places, out, |value| value),
        }
        for (found, value) in self.far_among(places) {
            out[found] = value;
        }
    }

    /// What lies far off among some places: which of them, and its value.
    fn far_among(&self, places: &[u16]) -> impl Iterator<Item = (usize, i64)> {
        let range = match (places.first(), places.last()) {
            (Some(first), Some(last)) => usize::from(*first)..usize::from(*last) + 1,
            _ => 0..0,
        };
        let found = |(at, value)| {
            let found = places.binary_search_by_key(&at, |place| usize::from(*place));
            Some((found.ok()?, value))
        };
        self.far_in(range).filter_map(found)
    }

    fn far_in(&self, range: Range<usize>) -> impl Iterator<Item = (usize, i64)> {
        let from = |at: usize| self.far.partition_point(|(far, _)| usize::from(*far) < at);
        let far = match self.far.is_empty() {
            true => &[],
            false => &self.far[from(range.start)..from(range.end)],
        };
        far.iter().map(|(at, value)| (usize::from(*at), *value))
    }

    pub(crate) const fn bytes(&self) -> usize {
        let codes = match &self.codes {
            Codes::Nothing(_) => 0,
            Codes::Bytes(codes) => codes.capacity(),
            Codes::Words(codes) => codes.capacity() * 2,
            Codes::Quads(codes) => codes.capacity() * 4,
            Codes::Whole(values) => values.capacity() * 8,
        };
        codes + self.far.capacity() * size_of::<(u16, i64)>()
    }
}

/// How many values may be kept beside a column of this length.
fn far_max(length: usize) -> usize {
    FAR_MIN.max(length / FAR_SHARE)
}

fn place(far: &[(u16, i64)], at: usize) -> Result<usize, usize> {
    far.binary_search_by_key(&at, |(far, _)| usize::from(*far))
}

/// Writes a value in its place, beside the column where it has to be; false
/// where there is no room for it.
fn put<C: Code>(
    codes: &mut [C],
    base: i64,
    far: &mut Vec<(u16, i64)>,
    at: usize,
    value: i64,
) -> bool {
    let code = match value {
        NONE => Some(C::NONE),
        value => value.checked_sub(base).and_then(C::of),
    };
    let was_far = codes[at] == C::FAR;
    if let (Some(code), false) = (code, was_far) {
        codes[at] = code;
        return true;
    }
    let kept = match was_far {
        true => place(far, at),
        false => Err(far.partition_point(|(far, _)| usize::from(*far) < at)),
    };
    match (code, kept) {
        (Some(code), Ok(kept)) => {
            far.remove(kept);
            codes[at] = code;
        }
        (Some(code), Err(_)) => codes[at] = code,
        (None, Ok(kept)) => far[kept].1 = value,
        (None, Err(free)) => {
            let Ok(place) = u16::try_from(at) else {
                return false;
            };
            if far.len() >= far_max(codes.len()) {
                return false;
            }
            far.insert(free, (place, value));
            codes[at] = C::FAR;
        }
    }
    true
}

/// Some of the values, ascending.
fn sample(values: &[i64]) -> Vec<i64> {
    let step = values.len().div_ceil(SAMPLE).max(1);
    let some = values.iter().step_by(step).copied();
    let mut sample: Vec<i64> = some.filter(|value| *value != NONE).collect();
    sample.sort_unstable();
    sample
}

/// The column in codes of this width, if few enough values lie far off.
fn pack<C: Code>(
    values: &[i64],
    zone: Zone,
    sample: &[i64],
    codes: fn(Vec<C>) -> Codes,
) -> Option<Packed> {
    let base = base::<C>(values, zone, sample)?;
    let mut far = Vec::new();
    let mut narrow = vec![C::NONE; values.len()];
    for (at, value) in values.iter().enumerate() {
        if !put(&mut narrow, base, &mut far, at, *value) {
            return None;
        }
    }
    Some(Packed {
        base,
        codes: codes(narrow),
        far,
        zone,
    })
}

/// A base from which nearly all values can be told.
fn base<C: Code>(values: &[i64], zone: Zone, sample: &[i64]) -> Option<i64> {
    if let Some(base) = base_of::<C>(zone.first, zone.last) {
        return Some(base);
    }
    // Half of what may lie far off, so that a column just written has room.
    let aside = sample.len() / (FAR_SHARE * 2);
    let [first, last] = [aside, sample.len().checked_sub(aside + 1)?];
    let whole = sample.len().checked_sub(1)?;
    let spans = [(0, last), (first, whole), (first, last)];
    let bases = spans
        .into_iter()
        .filter_map(|(first, last)| base_of::<C>(*sample.get(first)?, *sample.get(last)?));
    let fits = |base: &i64| {
        let far =
            |value: &&i64| **value != NONE && value.checked_sub(*base).and_then(C::of).is_none();
        values.iter().filter(far).count() <= far_max(values.len()) * 3 / 4
    };
    bases.into_iter().find(fits)
}

/// The base for a span that fits, a little below it: what comes later is
/// mostly greater, but not always.
fn base_of<C: Code>(first: i64, last: i64) -> Option<i64> {
    let spare = C::ROOM - 1 - last.checked_sub(first)?;
    (spare >= 0).then(|| first.saturating_sub(spare / 8))
}

/// A value in 32 bits; the nearest there is, so that "no value" is the greatest.
pub(crate) fn short(value: i64) -> i32 {
    let nearest = if value < 0 { i32::MIN } else { i32::MAX };
    i32::try_from(value).unwrap_or(nearest)
}

/// What a code tells in 32 bits. What is far off is written over afterwards,
/// whatever comes out here.
fn near<C: Code>(code: C, base: i32) -> i32 {
    let offset: u32 = code.into();
    match code == C::NONE {
        true => i32::MAX,
        false => base.wrapping_add(offset.cast_signed()),
    }
}

/// The same in 64 bits.
fn near_whole<C: Code>(code: C, base: i64) -> i64 {
    let offset: u32 = code.into();
    match code == C::NONE {
        true => NONE,
        false => base.wrapping_add(i64::from(offset)),
    }
}

fn unpack<C: Copy, T>(codes: &[C], out: &mut [T], value: impl Fn(C) -> T) {
    for (out, code) in out.iter_mut().zip(codes) {
        *out = value(*code);
    }
}

fn pick<C: Copy, T>(codes: &[C], places: &[u16], out: &mut [T], value: impl Fn(C) -> T) {
    for (out, place) in out.iter_mut().zip(places) {
        *out = value(codes[usize::from(*place)]);
    }
}

#[cfg(test)]
mod tests;
