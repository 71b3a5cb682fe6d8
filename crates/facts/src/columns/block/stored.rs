//! A block in a snapshot: how many documents, their ids, the columns in the
//! order of their fields, and the texts.

use super::{Block, Derived};
use crate::columns::field::STORED;
use crate::columns::{BLOCK, Field, Packed};
use crate::shape::Shapes;
use crate::snapshot::{Input, Output, Stored};
use crate::text::Texts;

impl Block {
    pub(crate) fn store(&self, out: &mut Output) {
        out.length(self.len());
        out.all(&self.id);
        let stored = self.columns[..STORED].iter();
        stored.for_each(|column| column.store(out));
        self.text.store(out);
    }

    /// The block, if no code and no day in it is beyond these limits.
    pub(crate) fn restore(
        input: &mut Input<'_>,
        shapes: &Shapes,
        derived: &mut Derived,
        greatest: impl Fn(Field) -> Option<(i64, i64)>,
    ) -> Stored<Self> {
        let rows = input.length()?;
        if rows == 0 || rows > BLOCK {
            return Err("a block holds more or fewer documents than it can");
        }
        let id = input.all(rows)?;
        let mut columns: [Packed; Field::ALL.len()] = Default::default();
        for (column, field) in columns.iter_mut().zip(Field::stored().iter().copied()) {
            *column = Packed::restore(input, rows)?;
            if let Some((first, last)) = greatest(field) {
                let zone = column.zone();
                if !zone.is_empty() && (zone.first < first || last < zone.last) {
                    return Err("a code or a day is beyond what there are");
                }
            }
        }
        let whole = |field: &Field| field.is_code() && columns[field.place()].has_none();
        if Field::ALL.iter().any(whole) {
            return Err("a code is missing");
        }
        Ok(Self {
            id,
            open: derived.of(&mut columns, shapes),
            columns,
            text: Texts::restore(input, rows)?,
        })
    }
}
