//! Telling many documents at once: what is known already is told block by
//! block, on all cores, and what is kept besides the blocks follows.

use super::beside::Beside;
use super::block::Row;
use super::change::{Change, Rare, State};
use super::index::IDS_AT_A_TIME;
use super::packed::{NONE, short};
use super::parts::{Parts, Settled, parts_of};
use super::sums::DaySums;
use super::{BLOCK, Block, Columns, changing, is_later, odd_money};
use crate::Entry;
use crate::columns::Field;
use crate::shape::{GONE, Shape, Shapes, Share};
use jiff::tz::TimeZone;
use rayon::prelude::*;
use std::ops::Range;

/// Fewer documents than this are told one by one.
const MANY: usize = 256;
/// More documents than this are not told at once: what is noted meanwhile
/// would take too much memory.
const MOST: usize = 1 << 20;
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

/// What a row has beside its columns by now.
struct Besides {
    row: u32,
    odd: Option<(i64, i64)>,
    parts: Option<Box<[Settled]>>,
}

/// What became of the rows of a block.
#[derive(Default)]
struct Done {
    changes: Vec<Change>,
    /// Of the rows that have or had anything.
    besides: Vec<Besides>,
}

/// What is known besides the blocks while they are written.
struct Known<'a> {
    entries: &'a [Entry],
    shapes: &'a Shapes,
    odd: &'a Beside<(i64, i64)>,
    parts: &'a Parts,
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
        self.keep_last(&mut told, entries);
        for told in told.iter_mut().filter(|told| told.code == GONE) {
            let entry = &entries[told.entry as usize];
            let company = self.companies.code(entry.head.company);
            told.code = self.shapes.code(&Shape::of(entry, company));
        }
        let mut changes = Vec::with_capacity(self.blocks.len());
        for done in self.tell_blocks(&told, entries, zone) {
            for Besides { row, odd, parts } in done.besides {
                self.keep_money(row, odd);
                self.parts.keep(row, parts);
            }
            changes.push(done.changes);
        }
        self.settle(&changes);
    }

    /// Takes in documents that had no row when they were looked for: the sums
    /// of their days wait for all of them.
    fn take_new<'a>(&mut self, entries: impl Iterator<Item = &'a Entry>, zone: &TimeZone) {
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
        let parts = told.par_chunks_mut(IDS_AT_A_TIME).enumerate();
        parts.for_each(|(part, told)| {
            let first = part * IDS_AT_A_TIME;
            self.find_told(first, &entries[first..first + told.len()], told);
        });
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

    fn tell_blocks(&mut self, told: &[Told], entries: &[Entry], zone: &TimeZone) -> Vec<Done> {
        let known = Known {
            entries,
            shapes: &self.shapes,
            odd: &self.odd,
            parts: &self.parts,
            zone,
        };
        let blocks = self.blocks.par_iter_mut().enumerate();
        let done = blocks.map_init(Room::default, |room, (number, block)| {
            room.read(block, &told[in_block(told, number)], entries);
            known.tell(block, room)
        });
        done.collect()
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
    fn tell(&self, block: &mut Block, room: &mut Room) -> Done {
        let mut done = Done {
            changes: Vec::with_capacity(room.told.len()),
            besides: Vec::new(),
        };
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
            let (had, odd) = (self.had(told.row, before.shape), self.odd(told, entry));
            let days = || block.row(usize::from(*at)).days();
            let rare = Rare::both(
                Rare::of(before, had, days),
                Rare::of(after, odd, || row.days()),
            );
            room.rows.push(row);
            done.changes.push(Change {
                day: short(day),
                customer: short(customer).cast_unsigned(),
                amount,
                before,
                after,
                rare,
            });
            done.besides.extend(self.besides(told.row, entry, had, odd));
        }
        block.tell(&room.places, &room.rows);
        done
    }

    /// Paid and outstanding of a row so far, where they are neither nothing
    /// nor all.
    fn had(&self, row: u32, shape: u32) -> Option<(i64, i64)> {
        let shape = self.shapes.get(shape)?;
        let is_odd = shape.paid == Share::Odd || shape.outstanding == Share::Odd;
        is_odd.then(|| self.odd.get(row).copied()).flatten()
    }

    fn odd(&self, told: &Told, entry: &Entry) -> Option<(i64, i64)> {
        odd_money(self.shapes.get(told.code)?, entry)
    }

    /// What the row has beside its columns, if it has or had anything.
    fn besides(
        &self,
        row: u32,
        entry: &Entry,
        had: Option<(i64, i64)>,
        odd: Option<(i64, i64)>,
    ) -> Option<Besides> {
        let parts = parts_of(entry, self.zone);
        let is_any = had.is_some() || odd.is_some() || parts.is_some() || self.parts.has(row);
        is_any.then_some(Besides { row, odd, parts })
    }
}
