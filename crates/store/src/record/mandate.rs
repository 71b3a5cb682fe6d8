use super::Record;
use crate::Result;
use crate::port::{MANDATE_CHANGES_MAX, MandateChange, Mandates};
use crate::queries::MANDATE_LIST;
use crate::sql::row::{self, limit, micros};
use crate::sql::{Columns, params};
use domain::{Fact, OrganisationId, Seq};
use jiff::Timestamp;
use std::collections::HashSet;

const TABLE: &str = "events";

/// Something told of no document.
struct Told {
    seq: Seq,
    occurred_at: Timestamp,
    fact: Fact,
}

fn read(columns: &mut Columns<'_>) -> Result<Told> {
    Ok(Told {
        seq: Seq(columns.int("seq")?),
        occurred_at: columns.moment("occurred_at")?,
        fact: columns.json("fact")?,
    })
}

/// What holds of what was told.
fn changes(told: Vec<Told>) -> Vec<MandateChange> {
    let taken_back: HashSet<Seq> = told
        .iter()
        .filter_map(|told| match told.fact {
            Fact::Retracted { event } => Some(event),
            _ => None,
        })
        .collect();
    let holds = told
        .into_iter()
        .filter(|told| !taken_back.contains(&told.seq));
    let change = |told: Told| match told.fact {
        Fact::MandateChanged {
            kid,
            account,
            active,
            ..
        } => Some(MandateChange {
            occurred_at: told.occurred_at,
            account,
            kid,
            active,
        }),
        _ => None,
    };
    holds.filter_map(change).collect()
}

#[async_trait::async_trait]
impl Mandates for Record {
    async fn list_mandate_changes(
        &self,
        organisation: OrganisationId,
        before: Timestamp,
    ) -> Result<Vec<MandateChange>> {
        self.read(organisation, move |connection| {
            let most = limit(MANDATE_CHANGES_MAX);
            let params = params![organisation.as_bytes(), micros(before), most];
            Ok(changes(row::all(
                connection,
                TABLE,
                MANDATE_LIST,
                params,
                read,
            )?))
        })
        .await
    }
}
