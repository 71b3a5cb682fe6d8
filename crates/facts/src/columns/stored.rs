//! What is kept of the documents besides the blocks, in a snapshot.

use super::index::Index;
use super::parts::Settled;
use super::{BLOCK, Batches, Block, Columns, Derived, Field};
use crate::days;
use crate::dictionary::Dictionary;
use crate::shape::{GONE, Shapes};
use crate::snapshot::{Input, Output, Stored};
use jiff::civil::Date;

impl Batches {
    pub(crate) fn store(&self, out: &mut Output) {
        out.length(self.names.len());
        self.names.values().iter().for_each(|name| out.text(name));
    }

    pub(crate) fn restore(&mut self, input: &mut Input<'_>) -> Stored<()> {
        let mut names = Vec::new();
        for _ in 0..input.number()? {
            names.push(input.text()?.to_owned());
        }
        self.names = Dictionary::of(names).ok_or("two batches have the same name")?;
        Ok(())
    }
}

impl Columns {
    /// Paid and outstanding of the rows where they are neither nothing nor
    /// all.
    pub(crate) fn store_odd(&self, out: &mut Output) {
        out.length(self.odd.len());
        for (row, (paid, outstanding)) in self.odd.iter() {
            out.number(row);
            out.signed(*paid);
            out.signed(*outstanding);
        }
    }

    pub(crate) fn restore_odd(&mut self, input: &mut Input<'_>) -> Stored<()> {
        for _ in 0..input.number()? {
            let row = input.number()?;
            let money = (input.signed()?, input.signed()?);
            self.odd.keep(row, Some(money));
        }
        Ok(())
    }

    /// What was settled in parts.
    pub(crate) fn store_parts(&self, out: &mut Output) {
        let rows = self.parts.list();
        out.length(rows.len());
        for (row, parts) in rows {
            out.number(row);
            out.length(parts.len());
            for part in parts {
                out.signed(i64::from(part.on));
                out.signed(part.minor);
            }
        }
    }

    pub(crate) fn restore_parts(&mut self, input: &mut Input<'_>) -> Stored<()> {
        for _ in 0..input.number()? {
            let row = input.number()?;
            let mut parts = Vec::new();
            for _ in 0..input.number()? {
                let on = i32::try_from(input.signed()?).map_err(|_| "a day is none")?;
                let minor = input.signed()?;
                parts.push(Settled { on, minor });
            }
            self.parts.keep(row, Some(parts.into()));
        }
        Ok(())
    }

    pub(crate) fn restore_shapes(&mut self, input: &mut Input<'_>) -> Stored<()> {
        self.shapes = Shapes::restore(input, self.companies.ids().len())?;
        Ok(())
    }

    /// A block whose codes are all known here, or among so many customers.
    pub(crate) fn restore_block(
        &self,
        customers: usize,
        derived: &mut Derived,
        input: &mut Input<'_>,
    ) -> Stored<Block> {
        let below = |count: usize| Some((0, i64::try_from(count).unwrap_or(i64::MAX) - 1));
        let minutes = Some((i64::from(i32::MIN), i64::from(i32::MAX) - 1));
        let days = Some((
            i64::from(days::number(Date::MIN)),
            i64::from(days::number(Date::MAX)),
        ));
        Block::restore(input, &self.shapes, derived, |field| match field {
            // The code of what was removed comes before the combinations.
            Field::Shape => below(self.shapes.len() + 1),
            // A removed document keeps code 0 even where there is none.
            Field::Customer => below(customers.max(1)),
            Field::Batch => below(self.batches.len()),
            Field::Received => minutes,
            Field::ReceivedOn | Field::Issued | Field::Due | Field::Paid | Field::Closed => days,
            Field::Seq | Field::Sent | Field::Delivered | Field::Opened | Field::Amount => None,
            Field::Fate | Field::Delay | Field::Hours => None,
        })
    }

    /// Finds every document's place anew once all blocks are there.
    pub(crate) fn restore_index(&mut self) -> Stored<()> {
        if !self.companies.is_whole() || !self.customers.is_whole() {
            return Err("names do not belong to their ids");
        }
        let (last, full) = match self.blocks.split_last() {
            Some(found) => found,
            None => return Ok(()),
        };
        if full.iter().any(|block| block.len() != BLOCK) || last.len() > BLOCK {
            return Err("a block in the middle is not full");
        }
        let blocks = &self.blocks;
        let id = |row: u32| blocks[row as usize / BLOCK].id(row as usize % BLOCK);
        let rows = u32::try_from(self.rows()).map_err(|_| "there are more than can be numbered")?;
        self.index = Index::of(rows, id);
        self.summarise();
        self.gone = self.blocks.iter().map(gone).sum();
        Ok(())
    }
}

/// How many documents of a block were removed.
fn gone(block: &Block) -> usize {
    let shapes = block.column(Field::Shape);
    match shapes.zone().first > i64::from(GONE) {
        true => 0,
        false => {
            let values = shapes.values();
            values
                .iter()
                .filter(|code| **code == i64::from(GONE))
                .count()
        }
    }
}
