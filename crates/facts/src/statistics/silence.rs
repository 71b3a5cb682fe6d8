//! Documents whose channel should have answered by now.

use super::curve::Curve;
use super::grouped::{Answer, Grouping, Seen};
use super::step::Step;
use super::{MeasureOf, Statistics};
use crate::columns::{Columns, Field};
use crate::{Dimension, GroupKey, View};
use domain::filter::{Filter, Test};
use domain::{Channel, Delivery, DocumentId};
use std::collections::BTreeMap;

/// Documents of a channel that are named; the count is of all.
pub const SILENT_MAX: usize = 100;
/// A channel that answers for fewer than this share of documents does not
/// answer as a rule, so its silence says nothing.
const ANSWERS_MIN: f64 = 0.5;
/// The share of a channel's answers that have come by the time it is given.
const PATIENCE: f64 = 0.99;
/// Minutes that every channel is given: that a message takes five minutes
/// where it usually takes one is no news.
const PATIENCE_MIN: u32 = 60;
/// Fewer documents than this teach nothing about the rare late answers.
const LEARNED_MIN: u64 = 100;

/// The documents of one channel that are silent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Silence {
    /// The channel.
    pub channel: Channel,
    /// How many documents taught how long the channel takes.
    pub n: u64,
    /// The minutes within which 99 of 100 of its answers have come, an hour
    /// at least. `None` where the channel does not answer as a rule, or too few taught it.
    pub answers_within_min: Option<u32>,
    /// How many documents were handed to it longer ago and have no answer.
    pub silent: u64,
    /// The longest silent of them.
    pub documents: Vec<DocumentId>,
}

#[derive(Default)]
struct Silent {
    n: u64,
    /// Minute of being sent, and which.
    longest: Vec<(i64, DocumentId)>,
}

impl Silent {
    fn take(&mut self, sent: i64, document: DocumentId) {
        self.n += 1;
        self.longest.push((sent, document));
        if self.longest.len() >= SILENT_MAX * 8 {
            self.cut();
        }
    }

    fn cut(&mut self) {
        self.longest.sort_unstable();
        self.longest.truncate(SILENT_MAX);
    }
}

impl Answer for Silent {
    fn join(&mut self, other: Self) {
        self.n += other.n;
        self.longest.extend(other.longest);
        self.cut();
    }
}

/// How long a channel takes to answer: the first time by which [`PATIENCE`]
/// of all the answers that ever come have come.
fn patience(curve: &Curve) -> Option<u32> {
    let ever = curve.points.last()?.share;
    if curve.n < LEARNED_MIN || ever < ANSWERS_MIN {
        return None;
    }
    let enough = curve
        .points
        .iter()
        .find(|point| point.share >= ever * PATIENCE);
    enough.map(|point| point.time.max(PATIENCE_MIN))
}

impl Statistics<'_> {
    /// The documents that should have been answered by now, by channel. How
    /// long a channel takes is learned from all its documents that the asker
    /// may see, whatever the filter; the silent ones are those of the filter.
    pub fn silence(&self) -> Vec<Silence> {
        let learned = self.learned();
        let now = self.now.as_second().div_euclid(60);
        let waiting = Test::Delivery(vec![Delivery::Sent]).yes();
        let view = View {
            filter: self.view.filter.and(waiting),
            ..self.view.clone()
        };
        let grouping = Grouping::new(self.columns, &view, &[Dimension::Channel]);
        let fields = [Field::Received, Field::Sent];
        let found = grouping.run(&fields, |silent: &mut Silent, seen| {
            let Some(sent) = sent_at(seen) else { return };
            let within = learned
                .get(&seen.shape.channel)
                .and_then(|(_, within)| *within);
            if within.is_some_and(|within| now - sent > i64::from(within)) {
                silent.take(sent, id(self.columns, seen));
            }
        });
        let mut silent: BTreeMap<Channel, Silent> = BTreeMap::new();
        for group in found {
            if let Some(GroupKey::Channel(channel)) = group.keys.first() {
                silent.insert(*channel, group.value);
            }
        }
        let of = |(channel, (n, within)): (&Channel, &(u64, Option<u32>))| {
            let mut silent = silent.remove(channel).unwrap_or_default();
            silent.cut();
            Silence {
                channel: *channel,
                n: *n,
                answers_within_min: *within,
                silent: silent.n,
                documents: silent.longest.into_iter().map(|(_, id)| id).collect(),
            }
        };
        learned.iter().map(of).collect()
    }

    /// For each channel how many documents taught it, and its patience.
    fn learned(&self) -> BTreeMap<Channel, (u64, Option<u32>)> {
        let everything = View {
            filter: Filter::default(),
            ..self.view.clone()
        };
        let all = Statistics {
            view: &everything,
            ..*self
        };
        let found = all.measures(&[Dimension::Channel], &[MeasureOf::Time(Step::Delivered)]);
        let learned = found.into_iter().filter_map(|group| {
            let GroupKey::Channel(channel) = group.keys.first()? else {
                return None;
            };
            let (_, curve) = group.value.times.first()?;
            Some((*channel, (curve.n, patience(curve))))
        });
        learned.collect()
    }
}

/// The minute since 1970 at which it was first sent.
fn sent_at(seen: Seen<'_>) -> Option<i64> {
    let received = seen.get(Field::Received)?;
    Some(i64::from(received) + i64::from(seen.get(Field::Sent)?))
}

fn id(columns: &Columns, seen: Seen<'_>) -> DocumentId {
    let (block, at) = columns.place(seen.row());
    DocumentId::from_bytes(block.id(at))
}
