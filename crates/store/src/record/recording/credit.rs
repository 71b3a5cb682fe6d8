//! Joining credit notes to the invoices that they name.

use super::{Recording, own};
use crate::Result;
use crate::port::PackedDetails;
use crate::queries::{
    DOCUMENT_ADD_REFERENCE, DOCUMENT_FIND_CREDITABLE, DOCUMENT_FIND_CREDITING,
    DOCUMENT_LIST_REFERENCES,
};
use crate::record::log::Entry;
use crate::sql::params;
use crate::sql::row;
use domain::{DocumentId, DocumentKind, Fact, Head};
use jiff::Timestamp;

/// Credit notes naming one number that a new invoice is offered.
pub(super) const CREDITING_MAX: i64 = 500;

impl Recording<'_> {
    /// Joins a new document to the credit notes that name it, or to the
    /// invoice that it names.
    pub(super) fn credit(
        &mut self,
        head: &Head,
        details: &PackedDetails,
        at: Timestamp,
    ) -> Result<()> {
        match head.kind {
            DocumentKind::CreditNote => {
                self.note_references(head.id, &details.bills)?;
                self.credit_from(head, at)
            }
            DocumentKind::Invoice => self.credit_to(head, at),
            _ => Ok(()),
        }
    }

    fn note_references(&self, id: DocumentId, numbers: &[String]) -> Result<()> {
        for number in numbers {
            let params = params![self.organisation.as_bytes(), number, id.as_bytes()];
            row::queue(self.connection, DOCUMENT_ADD_REFERENCE, params)?;
        }
        Ok(())
    }

    /// Credits the invoice that a credit note names. Where it names several,
    /// or the number belongs to several, nobody has said how much is whose,
    /// and it is left to people.
    fn credit_from(&mut self, note: &Head, at: Timestamp) -> Result<()> {
        let named = self.named_by(note.id)?;
        let amount = note.amount.filter(|amount| amount.minor > 0);
        let ([number], Some(amount)) = (named.as_slice(), amount) else {
            return Ok(());
        };
        let params = params![
            self.organisation.as_bytes(),
            number,
            note.company.as_bytes(),
            note.customer.as_bytes(),
            DocumentKind::Invoice.number(),
        ];
        let invoices = row::all(
            self.connection,
            "documents",
            DOCUMENT_FIND_CREDITABLE,
            params,
            |columns| {
                let id = columns.id("document_id", DocumentId::from_bytes)?;
                Ok((id, columns.optional_text("currency")?))
            },
        )?;
        let [(invoice, currency)] = invoices.as_slice() else {
            return Ok(());
        };
        if currency.as_deref() != Some(amount.currency.as_str()) {
            return Ok(());
        }
        self.log.append(Entry {
            document: Some(*invoice),
            source: own(format!("{}/credits/{invoice}", note.id)),
            occurred_at: note.received_at,
            learned_at: at,
            fact: Fact::Credited {
                by: note.id,
                amount,
            },
        })?;
        Ok(())
    }

    /// Offers a new invoice to the credit notes that name its number.
    fn credit_to(&mut self, invoice: &Head, at: Timestamp) -> Result<()> {
        let params = params![self.organisation.as_bytes(), invoice.number, CREDITING_MAX];
        let notes = row::all(
            self.connection,
            "document_references",
            DOCUMENT_FIND_CREDITING,
            params,
            |columns| columns.id("document_id", DocumentId::from_bytes),
        )?;
        for note in notes {
            let head = crate::record::document::head(self.connection, self.organisation, note)?;
            let ours =
                |note: &Head| note.company == invoice.company && note.customer == invoice.customer;
            if let Some(note) = head.filter(ours) {
                self.credit_from(&note, at)?;
            }
        }
        Ok(())
    }

    fn named_by(&self, note: DocumentId) -> Result<Vec<String>> {
        let params = params![self.organisation.as_bytes(), note.as_bytes()];
        row::all(
            self.connection,
            "document_references",
            DOCUMENT_LIST_REFERENCES,
            params,
            |columns| columns.text("number"),
        )
    }
}
