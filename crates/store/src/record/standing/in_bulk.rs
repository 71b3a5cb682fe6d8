//! Some thousand documents of a long list at once. Looking each up by its id
//! would go down two trees for each of them, and the second time to a page
//! that has nothing to do with the one before: a document lies where its last
//! event lies in the log. Whoever makes a long list knows those places, so the
//! rows are read in their order; only what has moved since is looked up, by
//! the event that still lies there.

use super::{TABLE, read};
use crate::Result;
use crate::port::StandingRow;
use crate::queries::{STANDING_LIST_BETWEEN, STANDING_LOOKUP_BY_EVENT};
use crate::sql::{Bind, Cells, Columns, Connection, Values};
use domain::{OrganisationId, Seq};
use std::ops::ControlFlow;

/// A document's place in the log, and its place in the list.
type Place = (i64, usize);

/// The most places of the log between two documents that are read in one go;
/// what others lie between them is passed by. A document has some eight events.
const GAP_MAX: i64 = 32;

/// Where those documents stand that were seen at these places, in the order
/// asked; unknown ones are left out.
pub(super) fn rows(
    connection: &dyn Connection,
    organisation: OrganisationId,
    seen: &[Seq],
) -> Result<Vec<StandingRow>> {
    let mut list = List::of(seen);
    list.read_stretches(connection, organisation)?;
    list.look_up_rest(connection, organisation)?;
    Ok(list.found())
}

/// The stretches of the log in which these places lie close to each other.
fn stretches(places: &[Place]) -> Vec<(i64, i64)> {
    let close = places.chunk_by(|(one, _), (next, _)| next.saturating_sub(*one) <= GAP_MAX);
    close
        .filter_map(|some| Some((some.first()?.0, some.last()?.0)))
        .collect()
}

/// The list while it is being found.
struct List {
    /// Where those lie that are still to be found, in the order of the log.
    rest: Vec<Place>,
    rows: Vec<Option<StandingRow>>,
}

impl List {
    fn of(seen: &[Seq]) -> Self {
        let mut rest: Vec<Place> = seen.iter().map(|seq| seq.0).zip(0..).collect();
        rest.sort_unstable();
        let mut rows = Vec::with_capacity(seen.len());
        rows.resize_with(seen.len(), || None);
        Self { rest, rows }
    }

    /// Reads what lies where it was seen.
    fn read_stretches(
        &mut self,
        connection: &dyn Connection,
        organisation: OrganisationId,
    ) -> Result<()> {
        let stretches = stretches(&self.rest);
        let organisation = organisation.as_bytes();
        let keys: Vec<[&dyn Bind; 3]> = stretches
            .iter()
            .map(|(first, last)| [organisation as &dyn Bind, first, last])
            .collect();
        let keys: Vec<Values<'_>> = keys.iter().map(<[_; 3]>::as_slice).collect();
        let (mut rest, mut moved) = (self.rest.as_slice(), Vec::new());
        let rows = &mut self.rows;
        let mut visit = |cells: &dyn Cells| {
            let seq = Columns::of(cells, TABLE).int("seq")?;
            while let [place, later @ ..] = rest
                && place.0 <= seq
            {
                match place.0 == seq {
                    true => rows[place.1] = Some(read(&mut Columns::of(cells, TABLE))?),
                    false => moved.push(*place),
                }
                rest = later;
            }
            Ok(ControlFlow::Continue(()))
        };
        connection.visit_each(STANDING_LIST_BETWEEN, &keys, &mut visit)?;
        moved.extend(rest);
        self.rest = moved;
        Ok(())
    }

    /// Reads those that have moved on since they were seen.
    fn look_up_rest(
        &mut self,
        connection: &dyn Connection,
        organisation: OrganisationId,
    ) -> Result<()> {
        let organisation = organisation.as_bytes();
        let keys: Vec<[&dyn Bind; 2]> = self
            .rest
            .iter()
            .map(|(seq, _)| [organisation as &dyn Bind, seq])
            .collect();
        let keys: Vec<Values<'_>> = keys.iter().map(<[_; 2]>::as_slice).collect();
        let (mut rest, rows) = (self.rest.iter(), &mut self.rows);
        let mut visit = |cells: &dyn Cells| {
            let mut columns = Columns::of(cells, TABLE);
            let seen = columns.int("seen")?;
            if let Some((_, at)) = rest.find(|(seq, _)| *seq == seen) {
                rows[*at] = Some(read(&mut columns)?);
            }
            Ok(ControlFlow::Continue(()))
        };
        connection.visit_each(STANDING_LOOKUP_BY_EVENT, &keys, &mut visit)
    }

    #[expect(
        clippy::filter_map_identity,
        reason = "unlike flattening, it needs no room for a second list"
    )]
    fn found(self) -> Vec<StandingRow> {
        self.rows.into_iter().filter_map(|row| row).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_that_lie_close_are_one_stretch() {
        let near = 100 + GAP_MAX;
        let far = near + GAP_MAX + 1;
        let places = [(7, 2), (100, 0), (near, 1), (near, 4), (far, 3)];
        assert_eq!(stretches(&places), [(7, 7), (100, near), (far, far)]);
        assert_eq!(stretches(&[]), []);
    }
}
