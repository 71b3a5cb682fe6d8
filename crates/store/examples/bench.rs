//! How fast the record takes documents in, and gives them back.
//!
//! `cargo run --release -p store --example bench -- [DOCUMENTS]` records
//! documents with originals of about 12 kB in batches of 500, durably, then
//! reads where 200,000 documents stand.

use domain::document::{Details, Line, OriginalRef, Party};
use domain::intake::{ItemKind, NewCustomer};
use domain::kid::Algorithm;
use domain::{
    AttemptKey, Channel, CompanyId, ContentHash, Currency, CustomerId, DocumentId, DocumentKind,
    Evidence, Fact, Head, ImportId, Money, OrganisationId, Seq, SourceKey,
};
use jiff::{SignedDuration, Timestamp};
use std::path::Path;
use std::time::Instant;
use store::Record;
use store::port::{
    Companies as _, Company, CompanySettings, Import, Imports as _, Intake, ItemCounts, NewBody,
    NewFactEvent, NewItem, NewRecord, Organisation, Organisations as _, Originals as _,
    PackedDetails, Standings as _, Upkeep as _,
};

const ORIGINAL_BYTES: usize = 12_000;
const BATCH: u64 = 500;
const ROWS: u64 = 200_000;
const PAGE: usize = 20_000;

type Anything<T> = Result<T, Box<dyn std::error::Error>>;

#[tokio::main]
async fn main() -> Anything<()> {
    let documents = match std::env::args().nth(1) {
        Some(text) => text.parse()?,
        None => 20_000,
    };
    let directory = tempfile::tempdir_in(".")?;
    let bench = Bench::new(&directory.path().join("record")).await?;
    bench.take_in(documents).await?;
    bench.follow(documents).await?;
    bench
        .fill(documents, ROWS.saturating_sub(documents))
        .await?;
    bench.give_back().await?;
    bench.store.close().await?;
    Ok(())
}

struct Bench {
    store: Record,
    organisation: OrganisationId,
    company: CompanyId,
    start: Timestamp,
}

/// Ten bytes that differ from number to number, as random ones would.
fn spread(number: u64) -> [u8; 10] {
    let mut bytes = [0; 10];
    bytes[..8].copy_from_slice(&number.wrapping_mul(0x9E37_79B9_7F4A_7C15).to_be_bytes());
    bytes
}

impl Bench {
    async fn new(directory: &Path) -> Anything<Self> {
        let bench = Self {
            store: store::open_sqlite(directory).await?,
            organisation: OrganisationId::from_parts(1, spread(1)),
            company: CompanyId::from_parts(2, spread(2)),
            start: "2026-01-01T06:00:00Z".parse()?,
        };
        let organisation = Organisation {
            id: bench.organisation,
            slug: "bench".to_owned(),
            name: "Bench".to_owned(),
            time_zone: "Europe/Oslo".to_owned(),
            language: "nb".to_owned(),
            is_demo: true,
        };
        bench.store.add_organisation(organisation).await?;
        let company = Company {
            id: bench.company,
            number: None,
            name: "Bench AS".to_owned(),
            accounts: vec!["15038366383".to_owned()],
            kid_algorithm: Algorithm::Mod10,
        };
        bench
            .store
            .add_company(bench.organisation, company, CompanySettings::default())
            .await?;
        Ok(bench)
    }

    /// One file a document, as invoices arrive.
    async fn take_in(&self, documents: u64) -> Anything<()> {
        let begun = Instant::now();
        for first in (0..documents).step_by(usize::try_from(BATCH)?) {
            let mut intakes = Vec::new();
            for number in first..documents.min(first + BATCH) {
                intakes.push(self.whole_file(number).await?);
            }
            self.store.record(self.organisation, intakes).await?;
        }
        report("documents recorded with their originals", documents, begun);
        Ok(())
    }

    /// Batches sent at once, to see what group commit gives to many callers.
    async fn follow(&self, from: u64) -> Anything<()> {
        let begun = Instant::now();
        let singles: Vec<_> = (0..1_000)
            .map(|n| self.rows(1_000_000 + from + n, 1, false))
            .collect();
        let recording = singles
            .into_iter()
            .map(|intake| self.store.record(self.organisation, vec![intake]));
        for recorded in join_all(recording).await {
            recorded?;
        }
        report(
            "documents recorded alone, a thousand callers at once",
            1_000,
            begun,
        );
        Ok(())
    }

    /// Rows of lists with six events each, as the demo makes them.
    async fn fill(&self, from: u64, documents: u64) -> Anything<()> {
        let begun = Instant::now();
        for first in (from..from + documents).step_by(1_000) {
            let intake = self.rows(first, 1_000, true);
            self.store.record(self.organisation, vec![intake]).await?;
        }
        report(
            "documents recorded with seven events each",
            documents,
            begun,
        );
        Ok(())
    }

    async fn give_back(&self) -> Anything<()> {
        let begun = Instant::now();
        let (mut after, mut rows) = (Seq(0), 0);
        loop {
            let page = self
                .store
                .list_standings_after(self.organisation, after, PAGE)
                .await?;
            let Some(last) = page.last() else { break };
            after = last.seq;
            rows += page.len() as u64;
        }
        report("standings read", rows, begun);
        Ok(())
    }

    async fn whole_file(&self, number: u64) -> Anything<Intake> {
        let bytes = invoice_xml(number).into_bytes();
        let size = bytes.len() as u64;
        let packed = self.store.pack_original(self.organisation, bytes).await?;
        let mut intake = self.rows(number, 1, false);
        intake.import.hash = packed.hash;
        intake.import.size = size;
        if let NewBody::Document(record) = &mut intake.items[0].body {
            record.fingerprint = packed.hash;
            record.original = Some(OriginalRef {
                hash: packed.hash,
                size,
                media_type: "application/xml".to_owned(),
                name: format!("{number}.xml"),
            });
        }
        intake.originals.push(packed);
        Ok(intake)
    }

    fn rows(&self, first: u64, count: u64, with_events: bool) -> Intake {
        let items = (first..first + count).map(|number| NewItem {
            position: number - first,
            place: String::new(),
            kind: ItemKind::Document,
            findings: Vec::new(),
            body: NewBody::Document(Box::new(self.record(number, with_events))),
        });
        Intake {
            import: Import {
                id: ImportId::from_parts(first, spread(first)),
                name: format!("{first}.xml"),
                hash: ContentHash::of(&first.to_be_bytes()),
                size: 1,
                format: "ubl".to_owned(),
                received_at: self.at(first),
                by: None,
                is_complete: false,
                findings: Vec::new(),
                counts: ItemCounts::default(),
            },
            originals: Vec::new(),
            items: items.collect(),
            is_last: true,
            learned_at: self.at(first),
        }
    }

    fn at(&self, number: u64) -> Timestamp {
        self.start + SignedDuration::from_secs(number.cast_signed())
    }

    fn record(&self, number: u64, with_events: bool) -> NewRecord {
        let at = self.at(number);
        let customer = number.wrapping_mul(7919) % 20_000;
        let head = Head {
            id: DocumentId::from_parts(number, spread(number)),
            company: self.company,
            customer: CustomerId::from_parts(number, spread(number)),
            kind: DocumentKind::Invoice,
            channel: Channel::Ehf,
            number: format!("F{number}"),
            kid: Some(domain::kid::with_mod10(&format!("{number:08}"))),
            account: Some("15038366383".to_owned()),
            amount: Some(Money::new(125_000 + number.cast_signed(), Currency::NOK)),
            issued_on: Some(jiff::civil::date(2026, 1, 1)),
            due_on: Some(jiff::civil::date(2026, 1, 15)),
            received_at: at,
            batch: None,
        };
        NewRecord {
            source: SourceKey::new("erp", &head.number),
            fingerprint: ContentHash::of(head.number.as_bytes()),
            customer: NewCustomer {
                number: Some(customer.to_string()),
                name: format!("Kunde {customer}"),
                ..NewCustomer::default()
            },
            original: None,
            details: PackedDetails::of(&details(number)).expect("details can be packed"),
            attachments: Vec::new(),
            events: if with_events {
                events(&head.number, at)
            } else {
                Vec::new()
            },
            head,
        }
    }
}

fn events(number: &str, at: Timestamp) -> Vec<NewFactEvent> {
    let attempt = || AttemptKey::on(Channel::Ehf);
    let facts = [
        Fact::Validated,
        Fact::Queued { attempt: attempt() },
        Fact::Sent {
            attempt: attempt(),
            open_receipt: true,
        },
        Fact::Delivered {
            attempt: attempt(),
            evidence: Evidence::TransportReceipt,
        },
        Fact::Delivered {
            attempt: attempt(),
            evidence: Evidence::Confirmed,
        },
        Fact::Approved {
            channel: Channel::Ehf,
        },
    ];
    (0_i64..)
        .zip(facts)
        .map(|(n, fact)| NewFactEvent {
            source: SourceKey::new("channel", format!("{number}/{n}")),
            occurred_at: at + SignedDuration::from_secs(n),
            learned_at: at,
            fact,
        })
        .collect()
}

fn details(number: u64) -> Details {
    let party = |name: &str| Party {
        name: name.to_owned(),
        organisation_number: Some("974761076".to_owned()),
        address: vec![format!("Storgata {number}"), "0155 Oslo".to_owned()],
        country: Some("NO".to_owned()),
        ..Party::default()
    };
    let line = |n: u64| Line {
        id: n.to_string(),
        name: format!("Abonnement {n} for avtale {number}"),
        quantity: Some("1".to_owned()),
        unit: Some("EA".to_owned()),
        price: Some(format!("{}.00", number % 1_000 + n)),
        tax_percent: Some("25".to_owned()),
        tax_category: Some("S".to_owned()),
        amount: Some(Money::new(
            (number % 1_000 + n).cast_signed() * 100,
            Currency::NOK,
        )),
        ..Line::default()
    };
    Details {
        seller: Some(party("Bench AS")),
        buyer: Some(party("Kunde")),
        lines: (0..12).map(line).collect(),
        ..Details::default()
    }
}

fn invoice_xml(number: u64) -> String {
    let mut xml = format!("<Invoice><ID>F{number}</ID>\n");
    let mut line = 0_u64;
    while xml.len() < ORIGINAL_BYTES {
        line += 1;
        let word = (number.wrapping_mul(31) + line).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        xml.push_str(&format!(
            "<cac:InvoiceLine><cbc:ID>{line}</cbc:ID><cbc:Note>{word:x}</cbc:Note>\
             <cbc:LineExtensionAmount currencyID=\"NOK\">{}.00</cbc:LineExtensionAmount>\
             </cac:InvoiceLine>\n",
            word % 10_000
        ));
    }
    xml.push_str("</Invoice>\n");
    xml
}

async fn join_all<T>(futures: impl IntoIterator<Item = impl Future<Output = T>>) -> Vec<T> {
    let mut pending: Vec<_> = futures.into_iter().map(Box::pin).map(Some).collect();
    let mut done: Vec<Option<T>> = pending.iter().map(|_| None).collect();
    std::future::poll_fn(move |context| {
        for (slot, answer) in pending.iter_mut().zip(&mut done) {
            let Some(future) = slot else { continue };
            if let std::task::Poll::Ready(value) = future.as_mut().poll(context) {
                *answer = Some(value);
                *slot = None;
            }
        }
        match pending.iter().any(Option::is_some) {
            true => std::task::Poll::Pending,
            false => std::task::Poll::Ready(done.drain(..).flatten().collect()),
        }
    })
    .await
}

#[expect(clippy::print_stdout, reason = "a program for people to run")]
fn report(what: &str, count: u64, begun: Instant) {
    let seconds = begun.elapsed().as_secs_f64();
    println!(
        "{count:>8} {what}: {seconds:.2} s, {:.0} a second",
        count as f64 / seconds
    );
}
