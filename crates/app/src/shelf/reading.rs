//! Reading from the record what facts are made of, in the order of the log:
//! what was read is taken while the next is being read.

use domain::{DocumentId, OrganisationId, Seq};
use futures_util::{Stream, StreamExt as _, TryStreamExt as _, stream};
use std::pin::pin;
use store::port::{Customer, StandingRow};
use store::{Result, Store};
use tokio::sync::mpsc;

/// Rows asked of the record at a time. Large enough that the asking costs
/// little, small enough that the rows stay in the cache.
const ROWS_AT_A_TIME: usize = 20_000;
/// Pieces that are read at once.
const PIECES_AT_ONCE: usize = 2;
/// Pieces that may wait to be taken.
const PIECES_READY: usize = 2;

/// A reader of one organisation's record.
#[derive(Clone, Copy)]
pub(super) struct Reading<'s> {
    store: &'s dyn Store,
    organisation: OrganisationId,
    rows_at_a_time: usize,
}

impl<'s> Reading<'s> {
    pub(super) fn of(store: &'s dyn Store, organisation: OrganisationId) -> Self {
        Self {
            store,
            organisation,
            rows_at_a_time: ROWS_AT_A_TIME,
        }
    }

    /// Hands over the customers of whom something was told after a place.
    pub(super) async fn customers(self, from: Seq, take: impl FnMut(Vec<Customer>)) -> Result<()> {
        let ask = move |after| {
            let (organisation, rows) = (self.organisation, self.rows_at_a_time);
            self.store.list_customers_after(organisation, after, rows)
        };
        ahead(self.pages(from, ask, |customer| customer.seq), take).await
    }

    /// Hands over which documents were withdrawn after a place.
    pub(super) async fn withdrawn(
        self,
        from: Seq,
        take: impl FnMut(Vec<(Seq, DocumentId)>),
    ) -> Result<()> {
        let ask = move |after| {
            let (organisation, rows) = (self.organisation, self.rows_at_a_time);
            self.store.list_withdrawn_after(organisation, after, rows)
        };
        ahead(self.pages(from, ask, |(seq, _)| *seq), take).await
    }

    /// Hands over where every document stands of which something was told
    /// after a place in the log, which ended at another a moment ago. A
    /// document that moves on meanwhile may come twice, and then in any order:
    /// of two tellings the one with the higher place holds.
    pub(super) async fn standings(
        self,
        from: Seq,
        end: Seq,
        take: impl FnMut(Vec<StandingRow>),
    ) -> Result<()> {
        ahead(self.standings_after(from, end), take).await
    }

    fn standings_after(
        self,
        from: Seq,
        end: Seq,
    ) -> impl Stream<Item = Result<Vec<StandingRow>>> + Send + 's {
        let known = self.pieces(from, end);
        let rest = if known.is_empty() { from } else { end };
        let read = move |(after, to)| {
            self.store
                .list_standings_between(self.organisation, after, to)
        };
        let ask = move |after| {
            let (organisation, rows) = (self.organisation, self.rows_at_a_time);
            self.store.list_standings_after(organisation, after, rows)
        };
        // What moves out of a piece before that is read has moved beyond the
        // end, and that is read when all pieces have been.
        stream::iter(known)
            .map(read)
            .buffered(PIECES_AT_ONCE)
            .chain(self.pages(rest, ask, |row| row.seq))
    }

    /// Pieces of the log; none where all of it is hardly more than one.
    fn pieces(self, from: Seq, end: Seq) -> Vec<(Seq, Seq)> {
        let places = self.rows_at_a_time as i64;
        if end.0 - from.0 <= places {
            return Vec::new();
        }
        let starts = (from.0..end.0).step_by(self.rows_at_a_time);
        let piece = |start: i64| (Seq(start), Seq(end.0.min(start + places)));
        starts.map(piece).collect()
    }

    /// Everything after a place, however far the log goes on meanwhile: each
    /// page is asked for where the one before ended.
    fn pages<T, A>(
        self,
        from: Seq,
        ask: impl Fn(Seq) -> A + Send + 's,
        place: fn(&T) -> Seq,
    ) -> impl Stream<Item = Result<Vec<T>>> + Send + 's
    where
        T: Send + 's,
        A: Future<Output = Result<Vec<T>>> + Send + 's,
    {
        stream::try_unfold(Some(from), move |from| {
            let asked = from.map(&ask);
            async move {
                let Some(asked) = asked else { return Ok(None) };
                let page = asked.await?;
                let Some(last) = page.last().map(place) else {
                    return Ok(None);
                };
                let is_full = page.len() >= self.rows_at_a_time;
                Ok(Some((page, is_full.then_some(last))))
            }
        })
    }
}

/// Hands over what a stream gives, in its order, while it goes on.
async fn ahead<T>(pieces: impl Stream<Item = Result<T>>, mut take: impl FnMut(T)) -> Result<()> {
    let (sender, mut receiver) = mpsc::channel(PIECES_READY);
    let reading = async move {
        let mut pieces = pin!(pieces);
        while let Some(piece) = pieces.try_next().await? {
            if sender.send(piece).await.is_err() {
                break;
            }
        }
        Ok(())
    };
    let taking = async {
        while let Some(piece) = receiver.recv().await {
            // Whoever reads asks for the next now, not only afterwards.
            tokio::task::yield_now().await;
            take(piece);
        }
    };
    let (read, ()) = tokio::join!(reading, taking);
    read
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::App;
    use crate::fresh::World;
    use crate::imports::{self, Options};
    use crate::organisations::{self, Organisation};
    use std::collections::HashMap;
    use std::sync::Arc;

    const DOCUMENTS: usize = 40;

    async fn tell(app: &Arc<App>, organisation: &Organisation, lines: Vec<String>) {
        let file = ("all.ndjson".to_owned(), lines.join("\n").into_bytes());
        let files = imports::from_uploads(vec![file]);
        let ctx = organisations::operator(app, organisation);
        let (options, mut report) = (Options::default(), |_| {});
        let received = imports::receive(app, &ctx, files.into_iter(), &options, &mut report);
        received.await.unwrap();
    }

    fn document(n: usize) -> String {
        format!(
            r#"{{"type":"document","source":"erp","source_id":"{n}","number":"F{n}","customer":{{"number":"{n}","name":"Kunde {n}"}},"received_at":"2026-11-01T08:00:00Z"}}"#
        )
    }

    fn opened(n: usize, time: usize) -> String {
        format!(
            r#"{{"type":"event","source":"mail","source_id":"{n}/{time}","document":{{"number":"F{n}"}},"occurred_at":"2026-11-02T08:00:00Z","fact":{{"type":"opened","channel":"email"}}}}"#
        )
    }

    #[tokio::test]
    async fn no_document_is_missed_though_it_moves_on_while_others_are_read() {
        for moved in [1, 3, 7, 11, 39] {
            let world = World::new().await;
            let (app, organisation) = (&world.app, &world.organisation);
            tell(app, organisation, (0..DOCUMENTS).map(document).collect()).await;
            let reading = Reading {
                rows_at_a_time: 6,
                ..Reading::of(app.store.as_ref(), organisation.id)
            };
            let end = app.store.last_seq(organisation.id).await.unwrap();
            let mut pieces = pin!(reading.standings_after(Seq(0), end));
            let (mut found, mut piece) = (HashMap::new(), 0);
            while let Some(rows) = pieces.try_next().await.unwrap() {
                for row in rows {
                    let place = found.entry(row.head.number).or_insert(row.seq);
                    *place = row.seq.max(*place);
                }
                // Some that were read, and some that were not.
                if piece < 12 {
                    let lines = (0..4).map(|n| opened((piece * moved + n * 9) % DOCUMENTS, piece));
                    tell(app, organisation, lines.collect()).await;
                }
                piece += 1;
            }
            assert!(piece > 12, "read in pieces and a rest");
            let all = app
                .store
                .list_standings_after(organisation.id, Seq(0), 1_000)
                .await
                .unwrap();
            let all: HashMap<_, _> = all
                .into_iter()
                .map(|row| (row.head.number, row.seq))
                .collect();
            assert_eq!(found, all, "{moved}");
        }
    }
}
