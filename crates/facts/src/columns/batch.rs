//! Telling many documents at once: what is known already is told block by
//! block, on all cores, and what is kept besides the blocks follows.

use super::beside::OfBlock;
use super::block::Row;
use super::change::{Change, Rare, State};
use super::index::IDS_AT_A_TIME;
use super::packed::{NONE, short};
use super::parts::{Settled, parts_of};
use super::sums::DaySums;
use super::{BLOCK, Block, Columns, changing, is_later, odd_money};
use crate::Entry;
use crate::columns::Field;
use crate::shape::{GONE, Shape, Shapes};
use jiff::tz::TimeZone;
use rayon::prelude::*;
use std::ops::Range;

/// Fewer documents than this are told one by one.
const MANY: usize = 256;
/// More documents than this are not told at once: what is noted meanwhile
/// would take too much memory.
const MOST: usize = 1 << 20;
/// Fewer documents than this are looked for on one core: waking another takes
/// as long.
const WORTH_WAKING: usize = 8_192;
/// The row of a document that has none.
const NOWHERE: u32 = u32::MAX;

/// Something new of a document that has a row.
#[derive(Debug, Clone, Copy)]
struct Told {
    row: u32,
    /// Its place among what is told: of two tellings the later comes later.
    entry: u32,
    /// The code of its combination; [`GONE`] of one not met before.
    code: u32,
}

/// Paid and outstanding, where they are neither nothing nor all.
type Odd = Option<(i64, i64)>;

/// A block with what its rows have beside the columns.
struct Open<'a> {
    block: &'a mut Block,
    /// Paid and outstanding, where they are neither nothing nor all.
    odd: &'a mut OfBlock<(i64, i64)>,
    parts: &'a mut OfBlock<Box<[Settled]>>,
}

/// What is known besides the blocks while they are written.
struct Known<'a> {
    entries: &'a [Entry],
    shapes: &'a Shapes,
    zone: &'a TimeZone,
}

/// The columns that are read of what is told.
const READ: [Field; 8] = [
    Field::ReceivedOn,
    Field::Customer,
    Field::Amount,
    Field::Issued,
    Field::Due,
    Field::Shape,
    Field::Fate,
    Field::Hours,
];

/// The rows of one block that are told; used again for the next.
#[derive(Default)]
struct Room {
    told: Vec<Told>,
    places: Vec<u16>,
    seqs: Vec<i64>,
    /// What was in [`READ`].
    values: [Vec<i64>; READ.len()],
    rows: Vec<Row>,
}

impl Columns {
    /// Takes many documents in, like [`Columns::take`] each of them.
    pub(crate) fn take_all(&mut self, entries: &[Entry], zone: &TimeZone) {
        for entries in entries.chunks(MOST) {
            match entries.len() < MANY {
                true => entries.iter().for_each(|entry| self.take(entry, zone)),
                false => self.take_many(entries, zone),
            }
        }
    }

    fn take_many(&mut self, entries: &[Entry], zone: &TimeZone) {
        let mut told = self.told(entries);
        let all = told.iter().zip(entries);
        let new = all.filter(|(told, _)| told.row == NOWHERE);
        self.take_new(new.map(|(_, entry)| entry), zone);
        told.retain(|told| told.row != NOWHERE);
        if told.is_empty() {
            return;
        }
        self.keep_last(&mut told, entries);
        for told in told.iter_mut().filter(|told| told.code == GONE) {
            let entry = &entries[told.entry as usize];
            let company = self.companies.code(entry.head.company);
            told.code = self.shapes.code(&Shape::of(entry, company));
        }
        let changes = self.tell_blocks(&told, entries, zone);
        self.settle(&changes);
        changes.into_par_iter().for_each(drop);
    }

    /// Takes in documents that had no row when they were looked for: the sums
    /// of their days wait for all of them.
    fn take_new<'a>(&mut self, entries: impl Iterator<Item = &'a Entry> + Clone, zone: &TimeZone) {
        // Looked up one right after the other: what is asked of memory for one
        // does not wait for what was asked for another, and lies at hand below.
        for entry in entries.clone() {
            self.customers.code(entry.head.customer);
        }
        let mut sums = DaySums::default();
        for entry in entries {
            let id = *entry.head.id.as_bytes();
            if self.index.find(id, |row| self.id(row)).is_some() {
                // It was told before here, or its row has nothing in it.
                self.days.join([sums.found().as_slice()]);
                self.take(entry, zone);
                continue;
            }
            let counted = self.tell(entry, None, zone);
            sums.add(counted.day, counted.sum);
        }
        self.days.join([sums.found().as_slice()]);
    }

    /// Where the documents are that are told of.
    fn told(&self, entries: &[Entry]) -> Vec<Told> {
        let nowhere = Told {
            row: NOWHERE,
            entry: 0,
            code: GONE,
        };
        let mut told = vec![nowhere; entries.len()];
        let find = |(part, told): (usize, &mut [Told])| {
            let first = part * IDS_AT_A_TIME;
            self.find_told(first, &entries[first..first + told.len()], told);
        };
        match entries.len() < WORTH_WAKING {
            true => told.chunks_mut(IDS_AT_A_TIME).enumerate().for_each(find),
            false => told
                .par_chunks_mut(IDS_AT_A_TIME)
                .enumerate()
                .for_each(find),
        }
        told
    }

    fn find_told(&self, first: usize, entries: &[Entry], told: &mut [Told]) {
        let mut ids = [[0; 16]; IDS_AT_A_TIME];
        for (id, entry) in ids.iter_mut().zip(entries) {
            *id = *entry.head.id.as_bytes();
        }
        let ids = &ids[..entries.len()];
        self.index.find_all(
            ids,
            |row| self.id(row),
            |at, row| {
                // Only looked at where any was removed: it lies far from the rest.
                let is_gone = |row: &u32| {
                    let (block, at) = self.place(*row);
                    self.has_gone() && block.shape(at) == GONE
                };
                if let Some(row) = row.filter(|row| !is_gone(row)) {
                    let code = self.code_of(&entries[at]).unwrap_or(GONE);
                    let entry = u32::try_from(first + at).unwrap_or(u32::MAX);
                    told[at] = Told { row, entry, code };
                }
            },
        );
    }

    /// The code of a document's combination, if it was met before.
    fn code_of(&self, entry: &Entry) -> Option<u32> {
        let company = self.companies.ids().find(&entry.head.company)?;
        self.shapes.find(&Shape::of(entry, company))
    }

    /// Brings what is told into the order of the rows, of each row what holds:
    /// what comes from the highest place in the log, the last of these.
    fn keep_last(&self, told: &mut Vec<Told>, entries: &[Entry]) {
        let seq = |told: &Told| entries[told.entry as usize].seq;
        told.par_sort_unstable_by_key(|told| (told.row, told.entry));
        told.dedup_by(|next, kept| {
            let is_same = next.row == kept.row;
            if is_same && seq(next) >= seq(kept) {
                *kept = *next;
            }
            is_same
        });
    }

    /// Tells every block what is new in it, and gives what that changes.
    fn tell_blocks(
        &mut self,
        told: &[Told],
        entries: &[Entry],
        zone: &TimeZone,
    ) -> Vec<Vec<Change>> {
        let known = Known {
            entries,
            shapes: &self.shapes,
            zone,
        };
        let count = self.blocks.len();
        let besides = self.odd.of_blocks(count).par_iter_mut();
        let besides = besides.zip(self.parts.of_blocks(count));
        let blocks = self.blocks.par_iter_mut().zip(besides).enumerate();
        let changes = blocks.map_init(Room::default, |room, (number, (block, (odd, parts)))| {
            room.read(block, &told[in_block(told, number)], entries);
            known.tell(Open { block, odd, parts }, room)
        });
        changes.collect()
    }
}

fn in_block(told: &[Told], number: usize) -> Range<usize> {
    let from = |block: usize| told.partition_point(|told| (told.row as usize) < block * BLOCK);
    from(number)..from(number + 1)
}

impl Room {
    /// Reads the rows that are told something new.
    fn read(&mut self, block: &Block, told: &[Told], entries: &[Entry]) {
        // A block's places fit in sixteen bits.
        let place = |told: &Told| (told.row as usize % BLOCK) as u16;
        self.places.clear();
        self.places.extend(told.iter().map(place));
        self.seqs.resize(told.len(), NONE);
        block
            .column(Field::Seq)
            .gather_whole(&self.places, &mut self.seqs);
        let is_new = |(told, seq): &(&Told, &i64)| !is_later(**seq, &entries[told.entry as usize]);
        let new = told.iter().zip(&self.seqs).filter(is_new);
        self.told.clear();
        self.told.extend(new.map(|(told, _)| *told));
        self.places.clear();
        self.places.extend(self.told.iter().map(place));
        for (field, values) in READ.iter().zip(&mut self.values) {
            values.resize(self.places.len(), 0);
            block.column(*field).gather_whole(&self.places, values);
        }
        self.rows.clear();
    }
}

impl Known<'_> {
    /// Tells what is new in one block, in the order of its rows.
    fn tell(&self, open: Open<'_>, room: &mut Room) -> Vec<Change> {
        let Open { block, odd, parts } = open;
        let mut changes = Vec::with_capacity(room.told.len());
        let rows = room.told.iter().zip(&room.places).enumerate();
        for (n, (told, at)) in rows {
            let entry = &self.entries[told.entry as usize];
            let [day, customer, amount, issued, due, shape, fate, hours] =
                room.values.each_ref().map(|values| values[n]);
            let row = Row::new(*entry.head.id.as_bytes())
                .with(Field::Issued, issued)
                .with(Field::Due, due)
                .changed(&changing(entry, told.code, self.zone))
                .derived(entry.standing.payment);
            let before = State {
                shape: short(shape).cast_unsigned(),
                fate: short(fate),
                hours: short(hours),
            };
            let after = State::of(&row, told.code);
            let (had, has) = self.keep_money(odd, *at, (before.shape, told.code), entry);
            parts.keep(*at, parts_of(entry, self.zone));
            let days = || block.row(usize::from(*at)).days();
            let rare = Rare::both(
                Rare::of(before, had, days),
                Rare::of(after, has, || row.days()),
            );
            room.rows.push(row);
            changes.push(Change {
                day: short(day),
                customer: short(customer).cast_unsigned(),
                amount,
                before,
                after,
                rare,
            });
        }
        block.tell(&room.places, &room.rows);
        changes
    }

    /// Keeps paid and outstanding of a row where they are neither nothing nor
    /// all, by its combination before and now; gives what they were and are.
    fn keep_money(
        &self,
        odd: &mut OfBlock<(i64, i64)>,
        at: u16,
        (before, after): (u32, u32),
        entry: &Entry,
    ) -> (Odd, Odd) {
        let after = self.shapes.get(after);
        let has = after.and_then(|shape| odd_money(shape, entry));
        let had = self.shapes.get(before).is_some_and(Shape::is_odd);
        match had || has.is_some() {
            true => (odd.keep(at, has), has),
            false => (None, None),
        }
    }
}
