//! The demo's documents as files that can be recorded, made and packed by a
//! thread of their own while those before them are written.

use super::found::Founder;
use super::{DemoDocument, DemoEvent, DemoFile, DemoPayment, Plan};
use crate::Result;
use domain::document::{Attachment, OriginalRef};
use domain::intake::{Embedded, ItemKind};
use domain::{
    Channel, ContentHash, CustomerId, DocumentId, DocumentKind, Head, ImportId, PaymentId,
    SourceKey,
};
use jiff::Timestamp;
use std::sync::Arc;
use store::port::{
    Import, Intake, ItemCounts, NewBody, NewFactEvent, NewItem, NewMoney, NewRecord, Packed,
    PackedDetails,
};
use tokio::runtime::Handle;
use tokio::sync::mpsc::{Receiver, channel};
use tokio::task::{JoinHandle, spawn_blocking};

/// Documents recorded in one transaction.
const DOCUMENTS_AT_A_TIME: usize = 1_000;

/// Files of some documents, and what people wrote about each of those, in the
/// order in which the items are recorded.
pub(super) struct Composed {
    pub(super) documents: u64,
    pub(super) intakes: Vec<Intake>,
    pub(super) comments: Vec<Vec<(Timestamp, String)>>,
}

/// Begins to compose the demo's files, a little ahead of whoever takes them.
pub(super) fn compose_ahead(
    founder: &Arc<Founder>,
    plan: Plan,
) -> (JoinHandle<()>, Receiver<Result<Composed>>) {
    let (send, composed) = channel(1);
    let (founder, runtime) = (Arc::clone(founder), Handle::current());
    let composing = spawn_blocking(move || {
        let mut told = plan.documents();
        loop {
            let some: Vec<DemoDocument> = told.by_ref().take(DOCUMENTS_AT_A_TIME).collect();
            if some.is_empty() {
                break;
            }
            let files = runtime.block_on(founder.compose(some));
            if send.blocking_send(files).is_err() {
                // Nobody takes them any more.
                break;
            }
        }
    });
    (composing, composed)
}

impl Founder {
    /// The files of some documents: those with an original are a file each,
    /// the others one list, their payments one file of the bank.
    async fn compose(&self, documents: Vec<DemoDocument>) -> Result<Composed> {
        let count = documents.len() as u64;
        let received_at = documents
            .last()
            .map_or_else(|| self.app.now(), |document| document.received_at);
        let mut intakes = Vec::new();
        let mut list = Vec::new();
        let mut payments = Vec::new();
        // In the order in which the items are recorded: files, then the list.
        let (mut comments, mut list_comments) = (Vec::new(), Vec::new());
        for mut document in documents {
            payments.append(&mut document.payments);
            let texts = std::mem::take(&mut document.comments);
            match document.original.take() {
                Some(file) => {
                    comments.push(texts);
                    intakes.push(self.file(document, file).await?);
                }
                None => {
                    list_comments.push(texts);
                    list.push(self.item(list.len(), document, None, Vec::new())?);
                }
            }
        }
        comments.append(&mut list_comments);
        let listed = self
            .list("fakturakjoring", "ndjson", received_at, list)
            .await?;
        intakes.extend(listed);
        payments.sort_by_key(|payment| payment.learned_at);
        let told_at = payments
            .last()
            .map_or(received_at, |payment| payment.learned_at);
        let items = (0..)
            .zip(payments)
            .map(|(n, payment)| self.money(n, payment))
            .collect();
        intakes.extend(self.list("OCR", "ocr_giro", told_at, items).await?);
        Ok(Composed {
            documents: count,
            intakes,
            comments,
        })
    }

    async fn file(&self, document: DemoDocument, file: DemoFile) -> Result<Intake> {
        let format = if file.media_type == "application/pdf" {
            "csv_index"
        } else {
            "ubl"
        };
        let packed = self.pack(file.bytes).await?;
        let original = OriginalRef {
            hash: packed.hash,
            size: packed.size,
            media_type: file.media_type,
            name: file.name.clone(),
        };
        let received_at = document.received_at;
        let attachments = document.document.embedded.iter().map(attachment).collect();
        let item = self.item(0, document, Some(original), attachments)?;
        Ok(self.intake(file.name, format, received_at, packed, vec![item]))
    }

    /// A list of items as one file; none where there is nothing in it.
    async fn list(
        &self,
        name: &str,
        format: &str,
        received_at: Timestamp,
        items: Vec<NewItem>,
    ) -> Result<Option<Intake>> {
        if items.is_empty() {
            return Ok(None);
        }
        let name = format!("{name}-{}", received_at.strftime("%Y%m%d-%H%M%S"));
        let note = format!(
            "Demo data, made up by Utsyn: {name}, {} items.\n",
            items.len()
        );
        let packed = self.pack(note.into_bytes()).await?;
        Ok(Some(self.intake(name, format, received_at, packed, items)))
    }

    async fn pack(&self, bytes: Vec<u8>) -> Result<Packed> {
        Ok(self
            .app
            .store
            .pack_original(self.organisation.id, bytes)
            .await?)
    }

    fn intake(
        &self,
        name: String,
        format: &str,
        received_at: Timestamp,
        packed: Packed,
        items: Vec<NewItem>,
    ) -> Intake {
        Intake {
            import: Import {
                id: self.app.id(ImportId::from_parts),
                name,
                hash: packed.hash,
                size: packed.size,
                format: format.to_owned(),
                received_at,
                by: None,
                is_complete: false,
                findings: Vec::new(),
                counts: ItemCounts::default(),
            },
            originals: vec![packed],
            items,
            is_last: true,
            learned_at: received_at,
        }
    }

    fn item(
        &self,
        n: usize,
        told: DemoDocument,
        original: Option<OriginalRef>,
        attachments: Vec<Attachment>,
    ) -> Result<NewItem> {
        let new = told.document;
        let fingerprint = ContentHash::of(format!("{:?}", new.source).as_bytes());
        let head = Head {
            id: self.app.id(DocumentId::from_parts),
            company: self.companies[told.company].id,
            customer: self.app.id(CustomerId::from_parts),
            kind: new.kind.unwrap_or(DocumentKind::Invoice),
            channel: new.channel.unwrap_or(Channel::Other),
            number: new.number,
            kid: new.kid,
            account: new.account,
            amount: new.amount,
            issued_on: new.issued_on,
            due_on: new.due_on,
            received_at: told.received_at,
            batch: new.batch,
        };
        let record = NewRecord {
            head,
            source: new
                .source
                .unwrap_or_else(|| SourceKey::new("content", fingerprint.to_string())),
            fingerprint,
            customer: new.customer,
            original,
            details: PackedDetails::of(&new.details)?,
            attachments,
            events: told.events.into_iter().map(event).collect(),
        };
        Ok(NewItem {
            position: n as u64,
            place: format!("line {}", n + 1),
            kind: ItemKind::Document,
            findings: Vec::new(),
            body: NewBody::Document(Box::new(record)),
        })
    }

    fn money(&self, n: u64, told: DemoPayment) -> NewItem {
        let account = &told.payment.account;
        let owner = self
            .companies
            .iter()
            .find(|company| company.accounts.contains(account));
        NewItem {
            position: n,
            place: format!("record {}", n + 1),
            kind: ItemKind::Payment,
            findings: Vec::new(),
            body: NewBody::Payment(Box::new(NewMoney {
                id: self.app.id(PaymentId::from_parts),
                company: owner.map(|company| company.id),
                payment: told.payment,
                learned_at: told.learned_at,
            })),
        }
    }
}

fn event(told: DemoEvent) -> NewFactEvent {
    NewFactEvent {
        source: told.source,
        occurred_at: told.occurred_at,
        learned_at: told.learned_at,
        fact: told.fact,
    }
}

fn attachment(embedded: &Embedded) -> Attachment {
    Attachment {
        name: embedded.name.clone(),
        media_type: embedded.media_type.clone(),
        size: embedded.size(),
        hash: embedded.hash(),
        embedded: true,
    }
}
