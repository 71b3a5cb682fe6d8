//! From a file's bytes to what the record takes: reading, hashing, packing.
//! No two files depend on each other here, so it happens on all cores.

use super::company::{Companies, of_no_company};
use super::content::Content;
use super::piece::{Pieces, Told};
use super::receive::Options;
use super::source::{Incoming, unreadable};
use super::table;
use crate::mail::note_bounce;
use crate::{App, Ctx, Error, Result};
use domain::document::{Attachment, OriginalRef};
use domain::intake::{Item, ItemBody, ItemKind, NewDocument, NewEvent, NewPayment, Target};
use domain::{
    Channel, ContentHash, CustomerId, DocumentId, DocumentKind, Fact, Finding, Head, ImportId,
    PaymentId, SourceKey,
};
use std::sync::{Arc, MutexGuard, PoisonError};
use store::port::{
    Import, ItemCounts, NewBody, NewFact, NewFactEvent, NewItem, NewMoney, NewRecord, Packed,
    PackedDetails, Place,
};

/// The system under which Message-IDs are known as keys.
const MESSAGE_ID: &str = "message-id";
/// Bytes that are looked at to tell what a file beside a list is.
const MEDIA_TYPE_BYTES: u64 = 8;

pub(super) struct Preparing<'a> {
    pub(super) app: &'a App,
    pub(super) ctx: &'a Ctx,
    pub(super) companies: &'a Companies,
    pub(super) options: &'a Options,
    pub(super) runtime: &'a tokio::runtime::Handle,
}

/// An item on its way into the record, with the bytes it brings.
pub(super) struct Brought {
    pub(super) told: Told,
    pub(super) item: NewItem,
    pub(super) originals: Vec<Packed>,
}

/// What a file is, once it is known.
pub(super) struct Opened {
    pub(super) packed: Packed,
    pub(super) format: &'static str,
    pub(super) findings: Vec<Finding>,
}

impl Preparing<'_> {
    /// Reads a file that was received and hands over its pieces.
    pub(super) fn file(&self, incoming: &Incoming, pieces: &mut Pieces<'_>) -> Result<()> {
        let mut opened = false;
        let read = self.read(incoming, &mut |what| match what {
            Step::Opened(file) => {
                opened = true;
                pieces.open(self.import(incoming, &file), Some(file.packed));
                Ok(())
            }
            Step::Item(brought) => pieces.add(brought),
        });
        match read? {
            Ok(size) => pieces.end_file(size),
            Err(finding) => {
                if !opened {
                    let import = self.import(incoming, &Opened::nothing());
                    pieces.open(import, None);
                }
                self.refuse(incoming, finding, pieces)?;
            }
        }
        pieces.finish()
    }

    /// Notes that a file, or what is left of it, was not read. What came with
    /// a list is no item of its own: its document is.
    fn refuse(&self, incoming: &Incoming, finding: Finding, pieces: &mut Pieces<'_>) -> Result<()> {
        match finding.code == super::TAKEN {
            true => pieces.notice(vec![finding]),
            false => pieces.add(refused(incoming, finding))?,
        }
        pieces.end_file(0);
        Ok(())
    }

    /// Reads a file, or an entry of an archive, one step after the other. The
    /// answer is how many bytes there were, or why there are none.
    pub(super) fn read(
        &self,
        incoming: &Incoming,
        hand: &mut dyn FnMut(Step) -> Result<()>,
    ) -> Result<std::result::Result<u64, Finding>> {
        let content = match &incoming.content {
            Ok(content) => content,
            Err(finding) => return Ok(Err(finding.clone())),
        };
        let packed = self.pack(content)?;
        let _only_one = self.turn(content);
        let reading = match self.reading(incoming, content) {
            Ok(reading) => reading,
            Err(error) => return Ok(Err(unreadable(&error))),
        };
        let format = reading.format.code();
        hand(Step::Opened(Opened {
            packed: packed.clone(),
            format,
            findings: reading.findings.clone(),
        }))?;
        let file = FileRead {
            incoming,
            packed: &packed,
            media_type: reading.format.media_type(),
        };
        let name: Arc<str> = incoming.name.as_str().into();
        for item in reading {
            let (item, originals) = self.item(&file, item)?;
            let told = Told {
                file: Arc::clone(&name),
                format,
                place: item.place.clone(),
                kind: item.kind,
            };
            hand(Step::Item(Brought {
                told,
                item,
                originals,
            }))?;
        }
        Ok(Ok(packed.size))
    }

    /// A large file that is read as a whole waits until no other is, in this
    /// process: what one takes is bounded, what many take together is not.
    fn turn(&self, content: &Content) -> Option<MutexGuard<'_, ()>> {
        let Content::OnDisk(_) = content else {
            return None;
        };
        let head = content.head(formats::limits::HEAD_BYTES).ok()?;
        let turn = || self.app.large_file.lock();
        formats::is_read_whole(&head).then(|| turn().unwrap_or_else(PoisonError::into_inner))
    }

    fn reading<'c>(
        &self,
        incoming: &Incoming,
        content: &'c Content,
    ) -> std::io::Result<formats::Reading<'c>> {
        if let Some(settings) = &self.options.table {
            return Ok(formats::table::read(settings, content.buffered()));
        }
        let reading = self.by_content(incoming, content)?;
        if reading.format != formats::Format::Unknown {
            return Ok(reading);
        }
        Ok(match table::remembered_for(self, content) {
            Some(settings) => formats::table::read(&settings, content.buffered()),
            None => reading,
        })
    }

    fn by_content<'c>(
        &self,
        incoming: &Incoming,
        content: &'c Content,
    ) -> std::io::Result<formats::Reading<'c>> {
        match content {
            Content::Held(bytes) => Ok(formats::read_bytes(&incoming.name, bytes)),
            Content::OnDisk(_) => {
                formats::read_sized(&incoming.name, content.buffered(), content.size())
            }
        }
    }

    pub(super) fn import(&self, incoming: &Incoming, opened: &Opened) -> Import {
        Import {
            id: incoming
                .import
                .unwrap_or_else(|| self.app.id(ImportId::from_parts)),
            name: incoming.name.clone(),
            hash: opened.packed.hash,
            size: opened.packed.size,
            format: opened.format.to_owned(),
            received_at: self.ctx.now,
            by: self.ctx.person(),
            is_complete: false,
            findings: opened.findings.clone(),
            counts: ItemCounts::default(),
        }
    }

    /// Keeps the bytes: small ones with the record, large ones as they stream
    /// by.
    pub(super) fn pack(&self, content: &Content) -> Result<Packed> {
        let store = &self.app.store;
        match content {
            Content::Held(bytes) => {
                let packing = store.pack_original(self.ctx.organisation, bytes.to_vec());
                Ok(self.runtime.block_on(packing)?)
            }
            Content::OnDisk(_) => {
                let room = self.app.spool().room().map_err(Error::internal)?;
                let input = Box::new(content.reader());
                let packing = store.pack_large_original(self.ctx.organisation, input, room);
                Ok(self.runtime.block_on(packing)?)
            }
        }
    }

    fn item(&self, file: &FileRead<'_>, item: Item) -> Result<(NewItem, Vec<Packed>)> {
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
            ItemBody::Refused(_) => NewBody::Refused,
            _ if !self.companies.is_all() => {
                findings.push(of_no_company());
                NewBody::Refused
            }
            ItemBody::Event(event) => {
                findings.extend(self.bounce(&event)?);
                NewBody::Event(Box::new(NewFact {
                    target: event.target.clone(),
                    event: self.event(*event),
                }))
            }
            ItemBody::Payment(payment) => {
                NewBody::Payment(Box::new(self.payment(*payment, &mut findings)))
            }
            ItemBody::Mandate(mandate) => NewBody::Mandate(mandate),
        };
        let item = NewItem {
            position: 0,
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
        let kid = self.companies.kid(Some(company), new.kid, findings);
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
            kid,
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
            details: PackedDetails::of(&new.details)?,
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
                size: embedded.size(),
                hash: embedded.hash(),
                embedded: true,
            }));
        for name in &new.beside {
            let Some(content) = file.incoming.beside.fetch(name) else {
                findings.push(missing_beside(name));
                continue;
            };
            let head = content.head(MEDIA_TYPE_BYTES).unwrap_or_default();
            let media_type = media_type_of(&head);
            let packed = self.pack(&content)?;
            files.add_beside(name, media_type, packed);
        }
        Ok(files)
    }

    /// What comes back by mail may be a letter of ours.
    fn bounce(&self, event: &NewEvent) -> Result<Option<Finding>> {
        let (Target::Source(key), Fact::Failed { problem, .. }) = (&event.target, &event.fact)
        else {
            return Ok(None);
        };
        if key.source != MESSAGE_ID {
            return Ok(None);
        }
        let why = problem.text.as_deref().unwrap_or(problem.reason.code());
        let noting = note_bounce(self.app, self.ctx, &key.id, why);
        let recipient = self.runtime.block_on(noting)?;
        Ok(recipient.map(|recipient| {
            let told = format!("the letter to {recipient} came back: {why}");
            Finding::info("letter.bounced", "", told)
        }))
    }

    fn event(&self, event: NewEvent) -> NewFactEvent {
        NewFactEvent {
            source: event.source,
            // Some files tell only a day, and a day can lie ahead: nothing is
            // learned before it happens.
            occurred_at: event.occurred_at.min(self.ctx.now),
            learned_at: self.ctx.now,
            fact: event.fact,
        }
    }

    fn payment(&self, mut payment: NewPayment, findings: &mut Vec<Finding>) -> NewMoney {
        let company = self.companies.of_account(&payment.account);
        payment.kid = self.companies.kid(company, payment.kid, findings);
        NewMoney {
            id: self.app.id(PaymentId::from_parts),
            company,
            payment,
            learned_at: self.ctx.now,
        }
    }
}

/// What reading a file gives, one after the other.
pub(super) enum Step {
    /// It is known what the file is.
    Opened(Opened),
    /// It tells something.
    Item(Brought),
}

impl Opened {
    /// A file whose bytes could not be had.
    pub(super) fn nothing() -> Self {
        Self {
            packed: Packed {
                hash: ContentHash::of(b""),
                size: 0,
                place: Place::Outside,
            },
            format: "unknown",
            findings: Vec::new(),
        }
    }
}

/// A file of which nothing, or nothing more, can be used.
pub(super) fn refused(incoming: &Incoming, finding: Finding) -> Brought {
    let item = NewItem {
        position: 0,
        place: String::new(),
        kind: ItemKind::Document,
        findings: vec![finding],
        body: NewBody::Refused,
    };
    Brought {
        told: Told {
            file: incoming.name.as_str().into(),
            format: "unknown",
            place: String::new(),
            kind: item.kind,
        },
        item,
        originals: Vec::new(),
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
