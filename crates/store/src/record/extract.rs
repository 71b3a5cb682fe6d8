use super::Record;
use crate::Result;
use crate::port::{Extract, Extracts, Named};
use crate::queries::{
    EXTRACT_ADD_PART, EXTRACT_DELETE, EXTRACT_IS_PAYMENT_THERE, EXTRACT_LIST_ERASED_SINCE,
    RUN_DELETE_ERASED,
};
use crate::sql::row;
use crate::sql::{Connection, params};
use domain::{CustomerId, DocumentId, OrganisationId, PaymentId, Seq};

/// Ids in one row, so that no row is large.
const IDS_IN_A_PART: usize = 4_096;
const LEAST: [u8; 16] = [0; 16];
const GREATEST: [u8; 16] = [0xff; 16];

/// Notes whom an extract names, some at a time.
struct Noting<'c> {
    connection: &'c dyn Connection,
    organisation: OrganisationId,
    extract: Extract,
    place: u32,
}

impl Noting<'_> {
    fn part(&mut self, first: &[u8; 16], last: &[u8; 16], ids: &[u8]) -> Result<()> {
        let place = self.place;
        self.place += 1;
        let params = params![
            self.organisation.as_bytes(),
            self.extract.kind(),
            self.extract.id(),
            place,
            first,
            last,
            ids,
        ];
        row::queue(self.connection, EXTRACT_ADD_PART, params)
    }

    fn these<T>(&mut self, sorted: &[T], bytes: fn(&T) -> &[u8; 16]) -> Result<()> {
        for some in sorted.chunks(IDS_IN_A_PART) {
            let ids: Vec<u8> = some.iter().flat_map(bytes).copied().collect();
            if let [first, .., last] | [first @ last] = some {
                self.part(bytes(first), bytes(last), &ids)?;
            }
        }
        Ok(())
    }
}

/// Forgets whom an extract names.
pub(super) fn forget(
    connection: &dyn Connection,
    organisation: OrganisationId,
    extract: Extract,
) -> Result<()> {
    let params = params![organisation.as_bytes(), extract.kind(), extract.id()];
    row::queue(connection, EXTRACT_DELETE, params)?;
    if let Extract::Run(id) = extract {
        let params = params![organisation.as_bytes(), id.as_bytes()];
        row::queue(connection, RUN_DELETE_ERASED, params)?;
    }
    Ok(())
}

/// Whether one of these went after a place in the log.
fn is_one_gone(
    connection: &dyn Connection,
    organisation: OrganisationId,
    documents: &[DocumentId],
    payments: &[PaymentId],
    looked_at: Seq,
) -> Result<bool> {
    let nobody = CustomerId::ERASED;
    let params = params![organisation.as_bytes(), looked_at.0, nobody.as_bytes()];
    let query = EXTRACT_LIST_ERASED_SINCE;
    let erased = row::all(connection, "standings", query, params, |columns| {
        columns.id("document_id", DocumentId::from_bytes)
    })?;
    if erased.iter().any(|id| documents.binary_search(id).is_ok()) {
        return Ok(true);
    }
    for payment in payments {
        let params = params![organisation.as_bytes(), payment.as_bytes()];
        if !row::exists(connection, EXTRACT_IS_PAYMENT_THERE, params)? {
            return Ok(true);
        }
    }
    Ok(false)
}

fn note(
    connection: &dyn Connection,
    organisation: OrganisationId,
    extract: Extract,
    named: &Named,
    looked_at: Seq,
) -> Result<bool> {
    let mut noting = Noting {
        connection,
        organisation,
        extract,
        place: 0,
    };
    match named {
        Named::Everything => {
            forget(connection, organisation, extract)?;
            noting.part(&LEAST, &GREATEST, &[])?;
        }
        Named::These {
            documents,
            payments,
        } => {
            if is_one_gone(connection, organisation, documents, payments, looked_at)? {
                return Ok(false);
            }
            forget(connection, organisation, extract)?;
            noting.these(documents, DocumentId::as_bytes)?;
            noting.these(payments, PaymentId::as_bytes)?;
        }
    }
    Ok(true)
}

#[async_trait::async_trait]
impl Extracts for Record {
    async fn note_extract(
        &self,
        organisation: OrganisationId,
        extract: Extract,
        mut named: Named,
        looked_at: Seq,
    ) -> Result<bool> {
        if let Named::These {
            documents,
            payments,
        } = &mut named
        {
            documents.sort_unstable();
            documents.dedup();
            payments.sort_unstable();
            payments.dedup();
        }
        self.write(organisation, move |connection| {
            note(connection, organisation, extract, &named, looked_at)
        })
        .await
    }
}
