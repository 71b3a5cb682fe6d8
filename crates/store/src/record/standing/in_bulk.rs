//! Some thousand documents of a long list at once. Looking each up by its id
//! would go down two trees for each of them, and the second time to a page
//! that has nothing to do with the one before: a document lies where its last
//! event lies in the log. So their places are read first, along the ids, and
//! then the rows in the order of their places.

use super::{TABLE, read};
use crate::Result;
use crate::port::StandingRow;
use crate::queries::{STANDING_LIST_BETWEEN, STANDING_LIST_PLACES, STANDING_LOOKUP_PLACE};
use crate::sql::row;
use crate::sql::{Bind, Cells, Columns, Connection, Values, params};
use domain::{DocumentId, OrganisationId, Seq};
use std::ops::ControlFlow;

/// How many times as many documents as are asked for may lie between the first
/// and the last of them before those that are left are looked up one by one.
/// Passing one by costs a tenth of looking one up.
const PASSED_BY_MAX: usize = 4;

/// A document of the list: its place in the log, and its place in the list.
type Place = (i64, usize);

/// The most places of the log between two documents that are read in one go;
/// what others lie between them is passed by. A document has some eight events.
const GAP_MAX: i64 = 32;

/// Where these documents stand, in the order asked; unknown ones are left out.
pub(super) fn rows(
    connection: &dyn Connection,
    organisation: OrganisationId,
    ids: &[DocumentId],
) -> Result<Vec<StandingRow>> {
    let mut places = places(connection, organisation, ids)?;
    places.sort_unstable();
    let organisation = organisation.as_bytes();
    let stretches = stretches(&places);
    let keys: Vec<[&dyn Bind; 3]> = stretches
        .iter()
        .map(|(first, last)| [organisation as &dyn Bind, first, last])
        .collect();
    let keys: Vec<Values<'_>> = keys.iter().map(<[_; 3]>::as_slice).collect();
    let mut list = List::of(ids.len(), &places);
    let mut visit = |cells: &dyn Cells| {
        list.pass(cells)?;
        Ok(ControlFlow::Continue(()))
    };
    connection.visit_each(STANDING_LIST_BETWEEN, &keys, &mut visit)?;
    Ok(list.found())
}

/// The stretches of the log in which these places lie close to each other.
fn stretches(places: &[Place]) -> Vec<(i64, i64)> {
    let close = places.chunk_by(|(one, _), (next, _)| next - one <= GAP_MAX);
    close
        .filter_map(|some| Some((some.first()?.0, some.last()?.0)))
        .collect()
}

/// The list while documents pass by in the order of the log.
struct List<'p> {
    /// Where those lie that are still to come.
    rest: &'p [Place],
    rows: Vec<Option<StandingRow>>,
}

impl<'p> List<'p> {
    fn of(length: usize, places: &'p [Place]) -> Self {
        let mut rows = Vec::with_capacity(length);
        rows.resize_with(length, || None);
        Self { rest: places, rows }
    }

    /// Puts a document where it is listed, if it is.
    fn pass(&mut self, cells: &dyn Cells) -> Result<()> {
        let seq = Columns::of(cells, TABLE).int("seq")?;
        while let [(one, place), rest @ ..] = self.rest
            && *one <= seq
        {
            if *one == seq {
                self.rows[*place] = Some(read(&mut Columns::of(cells, TABLE))?);
            }
            self.rest = rest;
        }
        Ok(())
    }

    #[expect(
        clippy::filter_map_identity,
        reason = "unlike flattening, it needs no room for a second list"
    )]
    fn found(self) -> Vec<StandingRow> {
        self.rows.into_iter().filter_map(|row| row).collect()
    }
}

/// The places of these documents, in no order.
fn places(
    connection: &dyn Connection,
    organisation: OrganisationId,
    ids: &[DocumentId],
) -> Result<Vec<Place>> {
    let mut asked: Vec<(DocumentId, usize)> = ids.iter().copied().zip(0..).collect();
    asked.sort_unstable();
    let ([(first, _), ..], [.., (last, _)]) = (asked.as_slice(), asked.as_slice()) else {
        return Ok(Vec::new());
    };
    let most = row::limit(asked.len().saturating_mul(PASSED_BY_MAX));
    let params = params![
        organisation.as_bytes(),
        first.as_bytes(),
        last.as_bytes(),
        most,
    ];
    let mut found = Vec::with_capacity(asked.len());
    let (mut at, mut seen) = (0, 0);
    let mut visit = |cells: &dyn Cells| {
        let (id, seq) = read_place(&mut Columns::of(cells, TABLE))?;
        seen += 1;
        while asked.get(at).is_some_and(|(one, _)| *one < id) {
            at += 1;
        }
        while let Some((_, place)) = asked.get(at).filter(|(one, _)| *one == id) {
            found.push((seq.0, *place));
            at += 1;
        }
        Ok(ControlFlow::Continue(()))
    };
    connection.visit(STANDING_LIST_PLACES, params, &mut visit)?;
    if seen >= most {
        one_by_one(connection, organisation, &asked[at..], &mut found)?;
    }
    Ok(found)
}

/// The places of documents that lie too far from each other.
fn one_by_one(
    connection: &dyn Connection,
    organisation: OrganisationId,
    asked: &[(DocumentId, usize)],
    found: &mut Vec<Place>,
) -> Result<()> {
    let ids: Vec<_> = asked.iter().map(|(id, _)| id.as_bytes()).collect();
    let query = STANDING_LOOKUP_PLACE;
    let places = row::by_ids(connection, TABLE, query, organisation, &ids, read_place)?;
    let mut asked = asked.iter();
    for (id, seq) in places {
        let one = asked.find(|(one, _)| *one == id);
        found.extend(one.map(|(_, place)| (seq.0, *place)));
    }
    Ok(())
}

fn read_place(columns: &mut Columns<'_>) -> Result<(DocumentId, Seq)> {
    let id = columns.id("document_id", DocumentId::from_bytes)?;
    Ok((id, Seq(columns.int("seq")?)))
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
