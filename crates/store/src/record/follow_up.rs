use super::Record;
use super::document;
use super::log::{Entry, Log, OWN_SOURCE};
use crate::Result;
use crate::port::{FollowUp, FollowUpCount, FollowUpEnd, FollowUps};
use crate::queries::{
    FOLLOW_UP_ADD, FOLLOW_UP_CLOSE, FOLLOW_UP_COUNT_OPEN, FOLLOW_UP_LIST_CLOSED,
    FOLLOW_UP_LIST_OF_DOCUMENT, FOLLOW_UP_LIST_OPEN, FOLLOW_UP_LIST_OPEN_OF_ASSIGNEE,
    FOLLOW_UP_LOOKUP,
};
use crate::sql::row::{self, days, micros};
use crate::sql::{Columns, Connection, params};
use domain::{
    CompanyId, DocumentId, Fact, FollowUpId, FollowUpOutcome, OrganisationId, SourceKey, UserId,
};
use jiff::Timestamp;
use jiff::civil::Date;

const TABLE: &str = "follow_ups";
/// Nobody has this id.
const NOBODY: UserId = UserId::from_bytes([0; 16]);

fn read(columns: &mut Columns<'_>) -> Result<FollowUp> {
    Ok(FollowUp {
        id: columns.id("follow_up_id", FollowUpId::from_bytes)?,
        document: columns.id("document_id", DocumentId::from_bytes)?,
        assignee: columns.id("assignee_id", UserId::from_bytes)?,
        assignee_name: columns.text("assignee_name")?,
        note: columns.text("note")?,
        due_on: columns.day("due_on")?,
        opened_at: columns.moment("opened_at")?,
        opened_by: columns.text("opened_by")?,
        end: read_end(columns)?,
        company: columns.id("company_id", CompanyId::from_bytes)?,
    })
}

fn read_end(columns: &mut Columns<'_>) -> Result<Option<FollowUpEnd>> {
    let at = columns.optional_moment("closed_at")?;
    let by = columns.optional_text("closed_by")?;
    let outcome = columns.optional_word("outcome", FollowUpOutcome::from_number)?;
    let reason = columns.optional_text("reason")?;
    let Some(at) = at else { return Ok(None) };
    Ok(Some(FollowUpEnd {
        at,
        by: by.unwrap_or_default(),
        outcome: columns.known("outcome", outcome)?,
        reason: reason.unwrap_or_default(),
    }))
}

fn lookup(
    connection: &dyn Connection,
    organisation: OrganisationId,
    id: FollowUpId,
) -> Result<Option<FollowUp>> {
    let params = params![organisation.as_bytes(), id.as_bytes()];
    row::one(connection, TABLE, FOLLOW_UP_LOOKUP, params, read)
}

fn of_document(
    connection: &dyn Connection,
    organisation: OrganisationId,
    document: DocumentId,
) -> Result<Vec<FollowUp>> {
    let params = params![organisation.as_bytes(), document.as_bytes()];
    row::all(connection, TABLE, FOLLOW_UP_LIST_OF_DOCUMENT, params, read)
}

fn open(
    connection: &dyn Connection,
    organisation: OrganisationId,
    follow_up: &FollowUp,
) -> Result<bool> {
    if lookup(connection, organisation, follow_up.id)?.is_some() {
        return Ok(true);
    }
    let head = document::head(connection, organisation, follow_up.document)?;
    if head.is_none_or(|head| head.is_erased()) {
        return Ok(false);
    }
    let mut log = Log::open(connection, organisation)?;
    let before = of_document(connection, organisation, follow_up.document)?;
    for open in before.iter().filter(|one| one.end.is_none()) {
        let end = FollowUpEnd {
            at: follow_up.opened_at,
            by: follow_up.opened_by.clone(),
            outcome: FollowUpOutcome::PassedOn,
            reason: String::new(),
        };
        write_end(connection, &mut log, organisation, open, &end)?;
    }
    let params = params![
        organisation.as_bytes(),
        follow_up.id.as_bytes(),
        follow_up.document.as_bytes(),
        follow_up.assignee.as_bytes(),
        follow_up.assignee_name,
        follow_up.note,
        days(follow_up.due_on),
        micros(follow_up.opened_at),
        follow_up.opened_by,
    ];
    row::queue(connection, FOLLOW_UP_ADD, params)?;
    let fact = Fact::FollowUpOpened {
        follow_up: follow_up.id,
    };
    log.append(entry(follow_up, follow_up.opened_at, fact))?;
    log.close()?;
    Ok(true)
}

fn close(
    connection: &dyn Connection,
    organisation: OrganisationId,
    id: FollowUpId,
    end: &FollowUpEnd,
) -> Result<bool> {
    let known = lookup(connection, organisation, id)?;
    let Some(open) = known.filter(|known| known.end.is_none()) else {
        return Ok(false);
    };
    let mut log = Log::open(connection, organisation)?;
    write_end(connection, &mut log, organisation, &open, end)?;
    log.close()?;
    Ok(true)
}

fn write_end(
    connection: &dyn Connection,
    log: &mut Log<'_>,
    organisation: OrganisationId,
    open: &FollowUp,
    end: &FollowUpEnd,
) -> Result<()> {
    let params = params![
        organisation.as_bytes(),
        open.id.as_bytes(),
        micros(end.at),
        end.by,
        end.outcome.number(),
        end.reason,
    ];
    row::queue(connection, FOLLOW_UP_CLOSE, params)?;
    let fact = Fact::FollowUpClosed {
        follow_up: open.id,
        outcome: end.outcome,
    };
    log.append(entry(open, end.at, fact))?;
    Ok(())
}

fn entry(follow_up: &FollowUp, at: Timestamp, fact: Fact) -> Entry {
    Entry {
        document: Some(follow_up.document),
        source: SourceKey::new(OWN_SOURCE, format!("{}/{}", follow_up.id, fact.name())),
        occurred_at: at,
        learned_at: at,
        fact,
    }
}

#[async_trait::async_trait]
impl FollowUps for Record {
    async fn open_follow_up(
        &self,
        organisation: OrganisationId,
        follow_up: FollowUp,
    ) -> Result<bool> {
        self.effect(organisation, move |connection| {
            open(connection, organisation, &follow_up)
        })
        .await
    }

    async fn close_follow_up(
        &self,
        organisation: OrganisationId,
        id: FollowUpId,
        end: FollowUpEnd,
    ) -> Result<bool> {
        self.effect(organisation, move |connection| {
            close(connection, organisation, id, &end)
        })
        .await
    }

    async fn lookup_follow_up(
        &self,
        organisation: OrganisationId,
        id: FollowUpId,
    ) -> Result<Option<FollowUp>> {
        self.read(organisation, move |connection| {
            lookup(connection, organisation, id)
        })
        .await
    }

    async fn list_follow_ups_of_document(
        &self,
        organisation: OrganisationId,
        document: DocumentId,
    ) -> Result<Vec<FollowUp>> {
        self.read(organisation, move |connection| {
            of_document(connection, organisation, document)
        })
        .await
    }

    async fn list_open_follow_ups(
        &self,
        organisation: OrganisationId,
        assignee: Option<UserId>,
        after: Option<(Date, FollowUpId)>,
        limit: usize,
    ) -> Result<Vec<FollowUp>> {
        let (day, id) = after.unwrap_or((Date::MIN, FollowUpId::from_bytes([0; 16])));
        self.read(organisation, move |connection| {
            let of = organisation.as_bytes();
            let (day, id, limit) = (days(day), id.as_bytes(), row::limit(limit));
            match assignee {
                None => {
                    let params = params![of, day, id, limit];
                    row::all(connection, TABLE, FOLLOW_UP_LIST_OPEN, params, read)
                }
                Some(assignee) => {
                    let params = params![of, assignee.as_bytes(), day, id, limit];
                    let query = FOLLOW_UP_LIST_OPEN_OF_ASSIGNEE;
                    row::all(connection, TABLE, query, params, read)
                }
            }
        })
        .await
    }

    async fn list_closed_follow_ups(
        &self,
        organisation: OrganisationId,
        before: Option<(Timestamp, FollowUpId)>,
        limit: usize,
    ) -> Result<Vec<FollowUp>> {
        let (at, id) = before.unwrap_or((Timestamp::MAX, FollowUpId::from_bytes([0xff; 16])));
        self.read(organisation, move |connection| {
            let params = params![
                organisation.as_bytes(),
                micros(at),
                id.as_bytes(),
                row::limit(limit)
            ];
            row::all(connection, TABLE, FOLLOW_UP_LIST_CLOSED, params, read)
        })
        .await
    }

    async fn count_open_follow_ups(
        &self,
        organisation: OrganisationId,
        person: Option<UserId>,
        today: Date,
    ) -> Result<Vec<FollowUpCount>> {
        let person = person.unwrap_or(NOBODY);
        self.read(organisation, move |connection| {
            let params = params![organisation.as_bytes(), person.as_bytes(), days(today)];
            row::all(connection, TABLE, FOLLOW_UP_COUNT_OPEN, params, |columns| {
                Ok(FollowUpCount {
                    company: columns.id("company_id", CompanyId::from_bytes)?,
                    is_own: columns.flag("is_own")?,
                    open: columns.count("follow_ups")?,
                    late: columns.count("late")?,
                })
            })
        })
        .await
    }
}
