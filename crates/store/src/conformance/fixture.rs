//! Builders: a small organisation, and the things that are told to it.

use crate::Store;
use crate::port::{
    Company, CompanySettings, Import, ImportItem, Intake, ItemCounts, NewBody, NewFact,
    NewFactEvent, NewItem, NewMoney, NewRecord, Organisation, Outcome, PackedDetails, RecordedItem,
    StandingRow,
};
use domain::document::{Details, Reference, ReferenceKind};
use domain::intake::{ItemKind, NewCustomer, NewPayment, Target};
use domain::kid::Algorithm;
use domain::{
    Channel, CompanyId, ContentHash, Currency, CustomerId, DocumentId, DocumentKind, Event, Fact,
    Head, ImportId, Money, OrganisationId, Payment, PaymentChannel, PaymentId, Seq, SourceKey,
};
use jiff::civil::{Date, date};
use jiff::{SignedDuration, Timestamp};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

pub(crate) const ACCOUNT: &str = "15038366383";
pub(crate) const OTHER_ACCOUNT: &str = "86011117947";
pub(crate) const DUE: Date = date(2026, 11, 30);

static IDS: AtomicU64 = AtomicU64::new(1);

/// A new id of any kind, later ones sort later.
pub(crate) fn id<T>(make: fn(u64, [u8; 10]) -> T) -> T {
    let number = IDS.fetch_add(1, Ordering::Relaxed);
    let mut random = [0; 10];
    random[2..].copy_from_slice(&number.to_be_bytes());
    make(1_790_000_000_000 + number, random)
}

/// A moment some seconds after the beginning of the story.
pub(crate) fn at(seconds: i64) -> Timestamp {
    let start: Timestamp = "2026-11-02T08:00:00Z".parse().unwrap();
    start + SignedDuration::from_secs(seconds)
}

pub(crate) fn nok(minor: i64) -> Money {
    Money::new(minor, Currency::NOK)
}

pub(crate) fn eur(minor: i64) -> Money {
    Money::new(minor, "EUR".parse().unwrap())
}

pub(crate) fn key(id: &str) -> SourceKey {
    SourceKey::new("erp", id)
}

/// An organisation with one company.
#[derive(Clone)]
pub(crate) struct World {
    pub(crate) store: Arc<dyn Store>,
    pub(crate) organisation: OrganisationId,
    pub(crate) company: CompanyId,
}

impl World {
    pub(crate) async fn new(store: &Arc<dyn Store>) -> Self {
        let world = Self {
            store: Arc::clone(store),
            organisation: id(OrganisationId::from_parts),
            company: id(CompanyId::from_parts),
        };
        let organisation = organisation(world.organisation, &world.organisation.to_string());
        store.add_organisation(organisation).await.unwrap();
        let company = company(world.company, None);
        store
            .add_company(world.organisation, company, CompanySettings::default())
            .await
            .unwrap();
        world
    }

    /// An invoice over 1,000 kroner whose number, key, KID and customer
    /// follow from `n`.
    pub(crate) fn invoice(&self, n: u32) -> NewRecord {
        let number = format!("F{n}");
        NewRecord {
            head: Head {
                id: id(DocumentId::from_parts),
                company: self.company,
                customer: id(CustomerId::from_parts),
                kind: DocumentKind::Invoice,
                channel: Channel::Ehf,
                kid: Some(kid(n)),
                account: Some(ACCOUNT.to_owned()),
                amount: Some(nok(100_000)),
                issued_on: Some(date(2026, 11, 2)),
                due_on: Some(DUE),
                received_at: at(i64::from(n)),
                batch: None,
                number,
            },
            source: key(&format!("F{n}")),
            fingerprint: ContentHash::of(&n.to_be_bytes()),
            customer: customer(n),
            original: None,
            details: packed_details(&Details::default()),
            attachments: Vec::new(),
            events: Vec::new(),
        }
    }

    /// A credit note over 1,000 kroner to the customer of invoice `n`, which
    /// names these numbers.
    pub(crate) fn credit_note(&self, n: u32, numbers: &[&str]) -> NewRecord {
        let mut note = self.invoice(n);
        note.head.kind = DocumentKind::CreditNote;
        note.head.number = format!("K{n}");
        note.head.kid = None;
        note.source = key(&format!("K{n}/{}", numbers.join(",")));
        note.fingerprint = ContentHash::of(note.source.id.as_bytes());
        let reference = |number: &&str| Reference {
            kind: ReferenceKind::Billing,
            value: (*number).to_owned(),
            on: None,
            text: None,
        };
        note.details = packed_details(&Details {
            references: numbers.iter().map(reference).collect(),
            ..Details::default()
        });
        note
    }

    /// A piece of a new file with these items.
    pub(crate) fn intake(&self, bodies: Vec<NewBody>) -> Intake {
        let import = id(ImportId::from_parts);
        let items = (0..).zip(bodies).map(|(position, body)| NewItem {
            position,
            place: format!("line {}", position + 1),
            kind: kind_of(&body),
            findings: Vec::new(),
            body,
        });
        Intake {
            items: items.collect(),
            import: Import {
                id: import,
                name: "file".to_owned(),
                hash: ContentHash::of(import.as_bytes()),
                size: 0,
                format: "native".to_owned(),
                received_at: at(0),
                by: None,
                is_complete: false,
                findings: Vec::new(),
                counts: ItemCounts::default(),
            },
            originals: Vec::new(),
            is_last: true,
            learned_at: at(10),
        }
    }

    /// Records these items as one file.
    pub(crate) async fn record(&self, bodies: Vec<NewBody>) -> Vec<RecordedItem> {
        let intake = self.intake(bodies);
        let mut recorded = self
            .store
            .record(self.organisation, vec![intake])
            .await
            .unwrap();
        recorded.remove(0)
    }

    /// Records one item as one file.
    pub(crate) async fn tell(&self, body: NewBody) -> RecordedItem {
        self.record(vec![body]).await.remove(0)
    }

    /// Records a document and answers its id.
    pub(crate) async fn add(&self, record: NewRecord) -> DocumentId {
        let told = self.tell(document(record)).await;
        assert_eq!(told.outcome, Outcome::Stored);
        told.document.unwrap()
    }

    pub(crate) async fn standing(&self, id: DocumentId) -> StandingRow {
        let rows = self.store.lookup_standings(self.organisation, &[id]).await;
        rows.unwrap().remove(0)
    }

    pub(crate) async fn payment(&self, id: PaymentId) -> Payment {
        let payment = self.store.lookup_payment(self.organisation, id).await;
        payment.unwrap().unwrap()
    }

    pub(crate) async fn events_of(&self, id: DocumentId) -> Vec<Event> {
        let events = self.store.list_document_events(self.organisation, id).await;
        events.unwrap()
    }

    pub(crate) async fn log(&self) -> Vec<Event> {
        let log = self
            .store
            .list_events_after(self.organisation, Seq(0), 50_000);
        log.await.unwrap()
    }

    /// The log is numbered 1, 2, 3… and ends where it says.
    pub(crate) async fn assert_gap_free(&self) {
        let log = self.log().await;
        let places: Vec<i64> = log.iter().map(|event| event.seq.0).collect();
        let expected: Vec<i64> = (1..=places.len() as i64).collect();
        assert_eq!(places, expected);
        let last = self.store.last_seq(self.organisation).await.unwrap();
        assert_eq!(last.0, places.len() as i64);
    }

    pub(crate) async fn items(&self, import: ImportId) -> Vec<ImportItem> {
        let items = self
            .store
            .list_import_items(self.organisation, import, None, 0, 1_000);
        items.await.unwrap()
    }
}

pub(crate) fn organisation(id: OrganisationId, slug: &str) -> Organisation {
    Organisation {
        id,
        slug: slug.to_owned(),
        name: "Vind AS".to_owned(),
        time_zone: "Europe/Oslo".to_owned(),
        language: "nb".to_owned(),
        is_demo: false,
    }
}

pub(crate) fn company(id: CompanyId, number: Option<&str>) -> Company {
    Company {
        id,
        number: number.map(str::to_owned),
        name: "Vind Drift AS".to_owned(),
        accounts: vec![ACCOUNT.to_owned(), OTHER_ACCOUNT.to_owned()],
        kid_algorithm: Algorithm::Mod10,
    }
}

pub(crate) fn kid(n: u32) -> String {
    domain::kid::with_mod10(&format!("{n:06}"))
}

pub(crate) fn customer(n: u32) -> NewCustomer {
    NewCustomer {
        number: Some(n.to_string()),
        name: format!("Kunde {n}"),
        ..NewCustomer::default()
    }
}

pub(crate) fn packed_details(details: &Details) -> PackedDetails {
    PackedDetails::of(details).expect("details can be packed")
}

pub(crate) fn document(record: NewRecord) -> NewBody {
    NewBody::Document(Box::new(record))
}

/// A payment to the usual account with a key of its own.
pub(crate) fn money(name: &str, kid: &str, amount: Money) -> NewMoney {
    NewMoney {
        id: id(PaymentId::from_parts),
        company: None,
        payment: NewPayment {
            source: SourceKey::new("ocr", name),
            account: ACCOUNT.to_owned(),
            kid: Some(kid.to_owned()),
            amount,
            value_on: date(2026, 11, 20),
            paid_by: PaymentChannel::Giro,
            payer_account: None,
            payer_name: None,
            text: None,
            bank_reference: Some("00012345".to_owned()),
        },
        learned_at: at(20),
    }
}

pub(crate) fn payment(money: NewMoney) -> NewBody {
    NewBody::Payment(Box::new(money))
}

/// A fact under a key of its own, which happened and was learned at one time.
pub(crate) fn fact(name: &str, seconds: i64, fact: Fact) -> NewFactEvent {
    NewFactEvent {
        source: SourceKey::new("channel", name),
        occurred_at: at(seconds),
        learned_at: at(seconds),
        fact,
    }
}

pub(crate) fn event(target: Target, name: &str, what: Fact) -> NewBody {
    NewBody::Event(Box::new(NewFact {
        target,
        event: fact(name, 30, what),
    }))
}

fn kind_of(body: &NewBody) -> ItemKind {
    match body {
        NewBody::Document(_) | NewBody::Refused => ItemKind::Document,
        NewBody::Event(_) => ItemKind::Event,
        NewBody::Payment(_) => ItemKind::Payment,
        NewBody::Mandate(_) => ItemKind::Mandate,
    }
}
