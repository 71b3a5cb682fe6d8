//! Which document an event is about.

use super::Recording;
use crate::Result;
use crate::queries::{
    DOCUMENT_EXISTS, DOCUMENT_FIND_BY_KID, DOCUMENT_FIND_BY_NUMBER, DOCUMENT_FIND_BY_SOURCE,
    EVENT_FIND_BY_SOURCE, Query,
};
use crate::sql::row;
use crate::sql::{Values, params};
use domain::intake::Target;
use domain::{DocumentId, SourceKey};

/// Documents with one KID that are considered, newest first.
const CANDIDATES_MAX: i64 = 500;
/// Enough to know that a number is not one document's alone.
const TWO: i64 = 2;

/// A target as it lies in columns.
pub(super) struct Columns<'a> {
    pub(super) kind: i64,
    pub(super) target: std::borrow::Cow<'a, str>,
    pub(super) part: Option<&'a str>,
}

pub(super) fn to_columns(target: &Target) -> Columns<'_> {
    let (kind, target, part) = match target {
        Target::Document(id) => (1, id.to_string().into(), None),
        Target::Source(key) => (2, key.id.as_str().into(), Some(key.source.as_str())),
        Target::Number(number) => (3, number.as_str().into(), None),
        Target::Kid { kid, account } => (4, kid.as_str().into(), account.as_deref()),
    };
    Columns { kind, target, part }
}

pub(super) fn from_columns(kind: i64, target: String, part: Option<String>) -> Option<Target> {
    match kind {
        1 => target.parse().ok().map(Target::Document),
        2 => part.map(|source| Target::Source(SourceKey::new(source, target))),
        3 => Some(Target::Number(target)),
        4 => Some(Target::Kid {
            kid: target,
            account: part,
        }),
        _ => None,
    }
}

impl Recording<'_> {
    /// The document that is meant. A number must belong to one document
    /// only. Of several documents with a KID those that state the account
    /// come before those that state none, and of these the one that is not
    /// paid is meant, the newest if there are more; if all are paid, nobody
    /// can tell. An empty number or KID names nothing.
    pub(super) fn find(&mut self, target: &Target) -> Result<Option<DocumentId>> {
        match target {
            Target::Document(id) => {
                let params = params![self.organisation.as_bytes(), id.as_bytes()];
                let is_known = row::exists(self.connection, DOCUMENT_EXISTS, params)?;
                Ok(is_known.then_some(*id))
            }
            Target::Source(key) => {
                let params = params![self.organisation.as_bytes(), key.source, key.id];
                match self.first(DOCUMENT_FIND_BY_SOURCE, params)? {
                    Some(id) => Ok(Some(id)),
                    None => self.of_event(key),
                }
            }
            Target::Number(text) | Target::Kid { kid: text, .. } if text.is_empty() => Ok(None),
            Target::Number(number) => self.find_by_number(number),
            Target::Kid { kid, account } => self.find_by_kid(kid, account.as_deref()),
        }
    }

    /// The document of the event with this key: a mail or a message is known
    /// by the name under which its sending was told.
    fn of_event(&self, key: &SourceKey) -> Result<Option<DocumentId>> {
        let params = params![self.organisation.as_bytes(), key.source, key.id];
        let found = row::one(
            self.connection,
            "events",
            EVENT_FIND_BY_SOURCE,
            params,
            |columns| columns.optional_id("document_id", DocumentId::from_bytes),
        )?;
        Ok(found.flatten())
    }

    fn first(&self, query: &'static Query, params: Values<'_>) -> Result<Option<DocumentId>> {
        row::one(self.connection, "documents", query, params, |columns| {
            columns.id("document_id", DocumentId::from_bytes)
        })
    }

    fn find_by_number(&self, number: &str) -> Result<Option<DocumentId>> {
        let params = params![self.organisation.as_bytes(), number, TWO];
        let found = row::all(
            self.connection,
            "documents",
            DOCUMENT_FIND_BY_NUMBER,
            params,
            |columns| columns.id("document_id", DocumentId::from_bytes),
        )?;
        Ok(match found.as_slice() {
            [only] => Some(*only),
            _ => None,
        })
    }

    fn find_by_kid(&mut self, kid: &str, account: Option<&str>) -> Result<Option<DocumentId>> {
        let params = params![self.organisation.as_bytes(), kid, account, CANDIDATES_MAX];
        let mut found = row::all(
            self.connection,
            "documents",
            DOCUMENT_FIND_BY_KID,
            params,
            |columns| {
                let id = columns.id("document_id", DocumentId::from_bytes)?;
                Ok((id, columns.optional_text("account")?.is_some()))
            },
        )?;
        if account.is_some() && found.iter().any(|(_, stated)| *stated) {
            found.retain(|(_, stated)| *stated);
        }
        if let [(only, _)] = found.as_slice() {
            return Ok(Some(*only));
        }
        for (id, _) in found {
            let row = self.log.standing(id)?;
            if row.is_some_and(|row| row.standing.payment.is_outstanding()) {
                return Ok(Some(id));
            }
        }
        Ok(None)
    }
}
