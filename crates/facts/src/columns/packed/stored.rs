//! A column in a snapshot: its width, its base, its codes, and what lies far
//! off.

use super::{Code, Codes, NONE, Packed, Zone};
use crate::snapshot::{Input, Output, Stored};
use bytemuck::Pod;

const NOTHING: u8 = 0;
const BYTES: u8 = 1;
const WORDS: u8 = 2;
const QUADS: u8 = 4;
const WHOLE: u8 = 8;

impl Packed {
    pub(crate) fn store(&self, out: &mut Output) {
        match &self.codes {
            Codes::Nothing(_) => out.byte(NOTHING),
            Codes::Bytes(codes) => self.store_codes(out, BYTES, codes),
            Codes::Words(codes) => self.store_codes(out, WORDS, codes),
            Codes::Quads(codes) => self.store_codes(out, QUADS, codes),
            Codes::Whole(values) => {
                out.byte(WHOLE);
                out.all(values);
            }
        }
    }

    fn store_codes<C: Code + Pod>(&self, out: &mut Output, width: u8, codes: &[C]) {
        out.byte(width);
        out.signed(self.base);
        out.all(codes);
        out.length(self.far.len());
        for (at, value) in &self.far {
            out.number(u32::from(*at));
            out.signed(*value);
        }
    }

    /// The column of so many rows.
    pub(crate) fn restore(input: &mut Input<'_>, rows: usize) -> Stored<Self> {
        match input.byte()? {
            NOTHING => Ok(Self {
                codes: Codes::Nothing(rows),
                ..Self::default()
            }),
            BYTES => restore_codes(input, rows, Codes::Bytes),
            WORDS => restore_codes(input, rows, Codes::Words),
            QUADS => restore_codes(input, rows, Codes::Quads),
            WHOLE => {
                let values: Vec<i64> = input.all(rows)?;
                Ok(Self {
                    zone: Zone::of(&values),
                    codes: Codes::Whole(values),
                    ..Self::default()
                })
            }
            _ => Err("the width of a column is unknown"),
        }
    }
}

fn restore_codes<C: Code + Pod>(
    input: &mut Input<'_>,
    rows: usize,
    of: fn(Vec<C>) -> Codes,
) -> Stored<Packed> {
    let base = input.signed()?;
    let codes: Vec<C> = input.all(rows)?;
    let mut far = Vec::new();
    for _ in 0..input.length()?.min(rows) {
        let at = u16::try_from(input.number()?).map_err(|_| "a place is not in its block")?;
        far.push((at, input.signed()?));
    }
    let mut zone = near_zone(base, &codes).ok_or("a value is beyond all numbers")?;
    far.iter().for_each(|(_, value)| zone.widen(*value));
    let marked = codes.iter().filter(|code| **code == C::FAR).count();
    let mut places = (0..codes.len()).filter(|at| codes[*at] == C::FAR);
    let agree = marked == far.len()
        && far
            .iter()
            .all(|(at, _)| places.next() == Some(usize::from(*at)));
    if !agree {
        return Err("values that lie far off are not where they belong");
    }
    Ok(Packed {
        base,
        codes: of(codes),
        far,
        zone,
    })
}

/// The zone of what the codes tell; nothing where a number overflows.
fn near_zone<C: Code>(base: i64, codes: &[C]) -> Option<Zone> {
    // The two marks are the greatest, so least and greatest are found without
    // looking at each.
    let least = codes.iter().copied().min().filter(|least| *least < C::FAR);
    let Some(least) = least else {
        return Some(Zone::default());
    };
    let near = |code: C| if code < C::FAR { code } else { least };
    let greatest = codes.iter().copied().map(near).max()?;
    let value = |code: C| {
        base.checked_add(i64::from(code.into()))
            .filter(|v| *v != NONE)
    };
    Some(Zone {
        first: value(least)?,
        last: value(greatest)?,
    })
}
