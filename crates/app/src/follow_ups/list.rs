//! Lists of follow-ups with their documents, and how many there are.

use super::FollowUp;
use crate::documents::{self, Row};
use crate::{App, Ctx, Error, Result};
use domain::{DocumentId, FollowUpId, Right};
use jiff::Timestamp;
use jiff::civil::Date;
use std::collections::HashMap;

/// Rows that are looked at for each page, until it is full: those of other
/// companies are left out.
const LOOKED_AT: usize = 200;

/// Which follow-ups.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Which {
    /// Those that the asker has.
    Mine,
    /// Those that somebody has.
    Open,
    /// Those that ended.
    Closed,
}

/// A follow-up with its document.
#[derive(Debug, Clone)]
pub struct Listed {
    /// The follow-up.
    pub follow_up: FollowUp,
    /// The document as lists show it.
    pub row: Row,
}

/// A page of follow-ups: open ones by day, closed ones the last first.
#[derive(Debug, Clone)]
pub struct Page {
    /// The follow-ups.
    pub items: Vec<Listed>,
    /// Cursor of the next page.
    pub next: Option<String>,
}

/// How many documents are being followed up that the asker may see.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Given to the asker.
    pub mine: u64,
    /// Of those, the ones whose day is over.
    pub mine_late: u64,
    /// Given to anybody.
    pub open: u64,
    /// Of those, the ones whose day is over.
    pub late: u64,
}

/// How many there are.
pub async fn count(app: &App, ctx: &Ctx) -> Result<Counts> {
    ctx.require(Right::Read)?;
    let counted = app
        .store
        .count_open_follow_ups(ctx.organisation, ctx.person(), ctx.today());
    let mut counts = Counts::default();
    for count in counted.await? {
        if !ctx.may_see(count.company) {
            continue;
        }
        counts.open += count.open;
        counts.late += count.late;
        if count.is_own {
            counts.mine += count.open;
            counts.mine_late += count.late;
        }
    }
    Ok(counts)
}

/// A page of them.
pub async fn list(
    app: &App,
    ctx: &Ctx,
    which: Which,
    cursor: Option<&str>,
    limit: usize,
) -> Result<Page> {
    ctx.require(Right::Read)?;
    let mut place = cursor
        .map(|cursor| Place::read(which, cursor))
        .transpose()?;
    let mut found: Vec<FollowUp> = Vec::new();
    let mut is_end = false;
    while !is_end && found.len() <= limit {
        let some = some(app, ctx, which, place).await?;
        is_end = some.len() < LOOKED_AT;
        place = some.last().map(|last| Place::of(which, last)).or(place);
        found.extend(some.into_iter().filter(|one| ctx.may_see(one.company)));
    }
    let more = found.len() > limit;
    found.truncate(limit);
    let last = found.last().filter(|_| more);
    Ok(Page {
        next: last.map(|last| Place::of(which, last).written()),
        items: with_documents(app, ctx, found).await?,
    })
}

async fn with_documents(app: &App, ctx: &Ctx, found: Vec<FollowUp>) -> Result<Vec<Listed>> {
    let mut ids: Vec<DocumentId> = found.iter().map(|one| one.document).collect();
    ids.sort_unstable();
    ids.dedup();
    let rows = documents::rows(app, ctx, &ids).await?;
    let rows: HashMap<DocumentId, Row> = rows.into_iter().map(|row| (row.head.id, row)).collect();
    let listed = found.into_iter().filter_map(|follow_up| {
        let row = rows.get(&follow_up.document)?.clone();
        Some(Listed { follow_up, row })
    });
    Ok(listed.collect())
}

async fn some(app: &App, ctx: &Ctx, which: Which, place: Option<Place>) -> Result<Vec<FollowUp>> {
    let (store, of) = (&app.store, ctx.organisation);
    let assignee = match which {
        Which::Mine => match ctx.person() {
            Some(person) => Some(person),
            None => return Ok(Vec::new()),
        },
        Which::Open | Which::Closed => None,
    };
    Ok(match (which, place) {
        (Which::Closed, place) => {
            let before = match place {
                Some(Place::Ended(at, id)) => Some((at, id)),
                _ => None,
            };
            store.list_closed_follow_ups(of, before, LOOKED_AT).await?
        }
        (_, place) => {
            let after = match place {
                Some(Place::Due(day, id)) => Some((day, id)),
                _ => None,
            };
            store
                .list_open_follow_ups(of, assignee, after, LOOKED_AT)
                .await?
        }
    })
}

/// A place in a list.
#[derive(Debug, Clone, Copy)]
enum Place {
    /// After this one of those that are open.
    Due(Date, FollowUpId),
    /// Before this one of those that ended.
    Ended(Timestamp, FollowUpId),
}

impl Place {
    fn of(which: Which, one: &FollowUp) -> Self {
        match (which, &one.end) {
            (Which::Closed, Some(end)) => Self::Ended(end.at, one.id),
            _ => Self::Due(one.due_on, one.id),
        }
    }

    fn written(self) -> String {
        match self {
            Self::Due(day, id) => format!("{day}.{id}"),
            Self::Ended(at, id) => format!("{}.{id}", at.as_microsecond()),
        }
    }

    fn read(which: Which, cursor: &str) -> Result<Self> {
        let place = cursor.split_once('.').and_then(|(at, id)| {
            let id = id.parse().ok()?;
            Some(match which {
                Which::Closed => {
                    Self::Ended(Timestamp::from_microsecond(at.parse().ok()?).ok()?, id)
                }
                Which::Mine | Which::Open => Self::Due(at.parse().ok()?, id),
            })
        });
        place.ok_or_else(|| {
            let message =
                format!("'{cursor}' is not a place in this list; begin again without a cursor");
            Error::invalid("cursor.invalid", "cursor", message)
        })
    }
}
