//! From a file's bytes to what the record takes: reading, hashing, packing.
//! No two files depend on each other here, so it happens on all cores.

use super::company::Companies;
use super::receive::Options;
use super::source::Incoming;
use crate::{App, Ctx, Result};
use domain::document::{Attachment, OriginalRef};
use domain::intake::{Item, ItemBody, ItemKind, NewDocument, NewPayment};
use domain::{
    Channel, ContentHash, CustomerId, DocumentId, DocumentKind, Finding, Head, ImportId, PaymentId,
    SourceKey,
};
use store::port::{
    Import, Intake, ItemCounts, NewBody, NewFact, NewFactEvent, NewItem, NewMoney, NewRecord,
    Packed,
};

/// Items recorded in one piece of a large file.
const ITEMS_A_PIECE: usize = 1_000;

/// A file that was read, in the pieces in which it is recorded.
pub(super) struct Prepared {
    pub(super) name: String,
    pub(super) format: &'static str,
    pub(super) pieces: Vec<Intake>,
}

pub(super) struct Preparing<'a> {
    pub(super) app: &'a App,
    pub(super) ctx: &'a Ctx,
    pub(super) companies: &'a Companies,
    pub(super) options: &'a Options,
    pub(super) runtime: &'a tokio::runtime::Handle,
}

impl Preparing<'_> {
    pub(super) fn prepare(&self, incoming: &Incoming) -> Result<Prepared> {
        match &incoming.bytes {
            Ok(bytes) => self.read(incoming, bytes),
            Err(finding) => Ok(self.unreadable(incoming, finding.clone())),
        }
    }

    fn read(&self, incoming: &Incoming, bytes: &[u8]) -> Result<Prepared> {
        let packed = self.pack(bytes.to_vec())?;
        let reading = formats::read_bytes(&incoming.name, bytes);
        let format = reading.format.code();
        let import = self.import(incoming, &packed, format, reading.findings.clone());
        let file = FileRead {
            incoming,
            packed: &packed,
            media_type: reading.format.media_type(),
        };
        let mut pieces = Vec::new();
        let mut piece = self.piece(&import, vec![packed.clone()]);
        for (position, item) in (0_u64..).zip(reading) {
            if piece.items.len() == ITEMS_A_PIECE {
                let next = self.piece(&import, Vec::new());
                pieces.push(std::mem::replace(&mut piece, next));
            }
            let (item, originals) = self.item(&file, position, item)?;
            piece.items.push(item);
            piece.originals.extend(originals);
        }
        piece.is_last = true;
        pieces.push(piece);
        Ok(Prepared {
            name: incoming.name.clone(),
            format,
            pieces,
        })
    }

    fn unreadable(&self, incoming: &Incoming, finding: Finding) -> Prepared {
        let nothing = Packed {
            hash: ContentHash::of(b""),
            size: 0,
            place: store::port::Place::Outside,
        };
        let import = self.import(incoming, &nothing, "unknown", Vec::new());
        let mut piece = self.piece(&import, Vec::new());
        piece.items.push(NewItem {
            position: 0,
            place: String::new(),
            kind: ItemKind::Document,
            findings: vec![finding],
            body: NewBody::Refused,
        });
        piece.is_last = true;
        Prepared {
            name: incoming.name.clone(),
            format: "unknown",
            pieces: vec![piece],
        }
    }

    fn import(
        &self,
        incoming: &Incoming,
        packed: &Packed,
        format: &str,
        findings: Vec<Finding>,
    ) -> Import {
        Import {
            id: self.app.id(ImportId::from_parts),
            name: incoming.name.clone(),
            hash: packed.hash,
            size: packed.size,
            format: format.to_owned(),
            received_at: self.ctx.now,
            by: self.ctx.person(),
            is_complete: false,
            findings,
            counts: ItemCounts::default(),
        }
    }

    fn piece(&self, import: &Import, originals: Vec<Packed>) -> Intake {
        Intake {
            import: import.clone(),
            originals,
            items: Vec::new(),
            is_last: false,
            learned_at: self.ctx.now,
        }
    }

    fn pack(&self, bytes: Vec<u8>) -> Result<Packed> {
        let packing = self.app.store.pack_original(self.ctx.organisation, bytes);
        Ok(self.runtime.block_on(packing)?)
    }

    fn item(
        &self,
        file: &FileRead<'_>,
        position: u64,
        item: Item,
    ) -> Result<(NewItem, Vec<Packed>)> {
        let kind = item.body.kind();
        let mut findings = item.findings;
        let mut originals = Vec::new();
        let body = match item.body {
            ItemBody::Document(document) => {
                let packed = self.document(file, *document, &mut findings)?;
                packed.map_or(NewBody::Refused, |(record, packed)| {
                    originals = packed;
                    NewBody::Document(Box::new(record))
                })
            }
            ItemBody::Event(event) => NewBody::Event(Box::new(NewFact {
                target: event.target.clone(),
                event: self.event(*event),
            })),
            ItemBody::Payment(payment) => NewBody::Payment(Box::new(self.payment(*payment))),
            ItemBody::Mandate(mandate) => NewBody::Mandate(mandate),
            ItemBody::Refused(_) => NewBody::Refused,
        };
        let item = NewItem {
            position,
            place: item.place,
            kind,
            findings,
            body,
        };
        Ok((item, originals))
    }

    /// `None` where the document cannot be taken; the findings say why.
    fn document(
        &self,
        file: &FileRead<'_>,
        new: NewDocument,
        findings: &mut Vec<Finding>,
    ) -> Result<Option<(NewRecord, Vec<Packed>)>> {
        let (company, finding) = self.companies.of_sender(new.company_number.as_deref());
        findings.extend(finding);
        let Some(company) = company else {
            return Ok(None);
        };
        let files = self.files(file, &new, findings)?;
        let fingerprint = fingerprint(file, &new, &files);
        let source = new
            .source
            .clone()
            .unwrap_or_else(|| SourceKey::new("content", fingerprint.to_string()));
        let head = Head {
            id: self.app.id(DocumentId::from_parts),
            company,
            customer: self.app.id(CustomerId::from_parts),
            kind: new.kind.unwrap_or(DocumentKind::Invoice),
            channel: self
                .options
                .channel
                .or(new.channel)
                .unwrap_or(Channel::Other),
            number: new.number,
            kid: new.kid,
            account: new.account,
            amount: new.amount,
            issued_on: new.issued_on,
            due_on: new.due_on,
            received_at: new.received_at.unwrap_or(self.ctx.now),
            batch: new.batch,
        };
        let record = NewRecord {
            head,
            source,
            fingerprint,
            customer: new.customer,
            original: files.original,
            details: new.details,
            attachments: files.attachments,
            events: new
                .events
                .into_iter()
                .map(|event| self.event(event))
                .collect(),
        };
        Ok(Some((record, files.packed)))
    }

    /// The files that a document brings: its own bytes, those inside them,
    /// and those that lie beside.
    fn files(
        &self,
        file: &FileRead<'_>,
        new: &NewDocument,
        findings: &mut Vec<Finding>,
    ) -> Result<Files> {
        let mut files = Files::default();
        if new.is_whole_file {
            files.original = Some(file.as_original());
        }
        files
            .attachments
            .extend(new.embedded.iter().map(|embedded| Attachment {
                name: embedded.name.clone(),
                media_type: embedded.media_type.clone(),
                size: embedded.bytes.len() as u64,
                hash: ContentHash::of(&embedded.bytes),
                embedded: true,
            }));
        for name in &new.beside {
            let Some(bytes) = file.incoming.beside.fetch(name) else {
                findings.push(missing_beside(name));
                continue;
            };
            let media_type = media_type_of(&bytes);
            let packed = self.pack(bytes)?;
            files.add_beside(name, media_type, packed);
        }
        Ok(files)
    }

    fn event(&self, event: domain::intake::NewEvent) -> NewFactEvent {
        NewFactEvent {
            source: event.source,
            // Some files tell only a day, and a day can lie ahead: nothing is
            // learned before it happens.
            occurred_at: event.occurred_at.min(self.ctx.now),
            learned_at: self.ctx.now,
            fact: event.fact,
        }
    }

    fn payment(&self, payment: NewPayment) -> NewMoney {
        NewMoney {
            id: self.app.id(PaymentId::from_parts),
            company: self.companies.of_account(&payment.account),
            payment,
            learned_at: self.ctx.now,
        }
    }
}

struct FileRead<'a> {
    incoming: &'a Incoming,
    packed: &'a Packed,
    media_type: &'static str,
}

impl FileRead<'_> {
    fn as_original(&self) -> OriginalRef {
        OriginalRef {
            hash: self.packed.hash,
            size: self.packed.size,
            media_type: self.media_type.to_owned(),
            name: last_part(&self.incoming.name).to_owned(),
        }
    }
}

#[derive(Default)]
struct Files {
    original: Option<OriginalRef>,
    attachments: Vec<Attachment>,
    packed: Vec<Packed>,
}

impl Files {
    /// The first file beside a row of a list is the document itself.
    fn add_beside(&mut self, name: &str, media_type: &'static str, packed: Packed) {
        let (hash, size) = (packed.hash, packed.size);
        match self.original {
            None => {
                self.original = Some(OriginalRef {
                    hash,
                    size,
                    media_type: media_type.to_owned(),
                    name: name.to_owned(),
                });
            }
            Some(_) => self.attachments.push(Attachment {
                name: name.to_owned(),
                media_type: media_type.to_owned(),
                size,
                hash,
                embedded: false,
            }),
        }
        self.packed.push(packed);
    }
}

/// What a document says, in one hash. Of a whole file its bytes; of a row of
/// a list its fields, so that the same row in another list is the same.
fn fingerprint(file: &FileRead<'_>, new: &NewDocument, files: &Files) -> ContentHash {
    if new.is_whole_file {
        return file.packed.hash;
    }
    let money = new
        .amount
        .map(|amount| (amount.decimal(), amount.currency.to_string()));
    let hashes: Vec<String> = files
        .packed
        .iter()
        .map(|packed| packed.hash.to_string())
        .collect();
    let fields = serde_json::json!([
        new.source,
        new.kind.map(DocumentKind::code),
        new.number,
        new.company_number,
        new.customer.key(),
        new.channel.map(Channel::code),
        new.kid,
        new.account,
        money,
        new.issued_on,
        new.due_on,
        new.received_at,
        new.batch,
        new.details,
        hashes,
    ]);
    ContentHash::of(fields.to_string().as_bytes())
}

fn missing_beside(name: &str) -> Finding {
    Finding::warning(
        "file.missing_beside",
        "",
        format!("the file '{name}' does not lie beside the list; the document is kept without it"),
    )
}

fn media_type_of(bytes: &[u8]) -> &'static str {
    match bytes {
        [b'%', b'P', b'D', b'F', ..] => "application/pdf",
        [0x89, b'P', b'N', b'G', ..] => "image/png",
        [0xFF, 0xD8, 0xFF, ..] => "image/jpeg",
        [b'<', ..] => "application/xml",
        _ => "application/octet-stream",
    }
}

fn last_part(path: &str) -> &str {
    path.rsplit(['/', '\\']).next().unwrap_or(path)
}
