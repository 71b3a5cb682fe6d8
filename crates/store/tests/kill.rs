//! What was acknowledged survives a process that is killed at any moment,
//! and giving everything again afterwards doubles nothing.

#![expect(clippy::unwrap_used, reason = "all of this is a test")]

use domain::document::{Details, OriginalRef};
use domain::intake::{ItemKind, NewCustomer};
use domain::{
    Channel, CompanyId, ContentHash, Currency, CustomerId, DocumentId, DocumentKind, Head,
    ImportId, Money, OrganisationId, Seq, SourceKey,
};
use jiff::Timestamp;
use std::collections::BTreeSet;
use std::hash::{BuildHasher as _, Hasher as _, RandomState};
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;
use store::Record;
use store::port::{
    Companies as _, Company, CompanySettings, Documents as _, Import, Imports as _, Intake,
    ItemCounts, NewBody, NewItem, NewRecord, Organisation, Organisations as _, Originals as _,
    Outcome, PackedDetails, Upkeep as _,
};

/// Tells the child where the record lies.
const DIRECTORY: &str = "UTSYN_TEST_KILL_DIRECTORY";
/// Tells the child with which batch to begin.
const BEGIN: &str = "UTSYN_TEST_KILL_BEGIN";
const ORGANISATION: OrganisationId = OrganisationId::from_bytes([1; 16]);
const COMPANY: CompanyId = CompanyId::from_bytes([2; 16]);
const BATCH: u64 = 8;
const ROUNDS: u64 = 6;

fn number_bytes(kind: u8, number: u64) -> [u8; 16] {
    let mut bytes = [kind; 16];
    bytes[8..].copy_from_slice(&number.to_be_bytes());
    bytes
}

/// Bytes that do not compress; of every eighth document too many to lie in
/// the database.
fn original(number: u64) -> Vec<u8> {
    let size = if number.is_multiple_of(8) {
        100_000
    } else {
        500
    };
    let mut state = number.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
    let next = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state.to_be_bytes()[0]
    };
    std::iter::repeat_with(next).take(size).collect()
}

async fn intake(store: &Record, number: u64) -> Intake {
    let bytes = original(number);
    let packed = store.pack_original(ORGANISATION, bytes).await.unwrap();
    let at = Timestamp::from_second(1_790_000_000).unwrap();
    let record = NewRecord {
        head: Head {
            id: DocumentId::from_bytes(number_bytes(3, number)),
            company: COMPANY,
            customer: CustomerId::from_bytes(number_bytes(4, number)),
            kind: DocumentKind::Invoice,
            channel: Channel::Ehf,
            number: number.to_string(),
            kid: None,
            account: None,
            amount: Some(Money::new(100, Currency::NOK)),
            issued_on: None,
            due_on: None,
            received_at: at,
            batch: None,
        },
        source: SourceKey::new("erp", number.to_string()),
        fingerprint: packed.hash,
        customer: NewCustomer {
            number: Some((number % 5).to_string()),
            ..NewCustomer::default()
        },
        original: Some(OriginalRef {
            hash: packed.hash,
            size: packed.size,
            media_type: "application/octet-stream".to_owned(),
            name: number.to_string(),
        }),
        details: PackedDetails::of(&Details::default()).unwrap(),
        attachments: Vec::new(),
        events: Vec::new(),
    };
    let item = NewItem {
        position: 0,
        place: String::new(),
        kind: ItemKind::Document,
        findings: Vec::new(),
        body: NewBody::Document(Box::new(record)),
    };
    Intake {
        import: Import {
            id: ImportId::from_bytes(number_bytes(5, number)),
            name: number.to_string(),
            hash: packed.hash,
            size: packed.size,
            format: "test".to_owned(),
            received_at: at,
            by: None,
            is_complete: false,
            findings: Vec::new(),
            counts: ItemCounts::default(),
        },
        originals: vec![packed],
        items: vec![item],
        is_last: true,
        learned_at: at,
    }
}

/// Records a batch; under a new name its files are new and only their content
/// is known.
async fn record(store: &Record, batch: u64, new_name: bool) -> Vec<Outcome> {
    let mut intakes = Vec::new();
    for number in batch * BATCH..(batch + 1) * BATCH {
        let mut intake = intake(store, number).await;
        if new_name {
            intake.import.id = ImportId::from_bytes(number_bytes(6, number));
        }
        intakes.push(intake);
    }
    let recorded = store.record(ORGANISATION, intakes).await.unwrap();
    recorded.iter().flatten().map(|item| item.outcome).collect()
}

#[tokio::test]
#[ignore = "the child of the test below, which kills it"]
async fn record_until_killed() {
    let Some(directory) = std::env::var_os(DIRECTORY) else {
        panic!("{DIRECTORY} says where the record lies");
    };
    let begin = std::env::var(BEGIN).unwrap().parse().unwrap();
    let store = store::open_sqlite(Path::new(&directory)).await.unwrap();
    for batch in begin.. {
        record(&store, batch, false).await;
        let mut out = std::io::stdout().lock();
        writeln!(out, "\nacknowledged {batch}").unwrap();
        out.flush().unwrap();
    }
}

/// Starts the child, lets it acknowledge some batches and kills it a moment
/// later. Answers the last batch that it acknowledged.
fn run_and_kill(directory: &Path, begin: u64, random: u64) -> u64 {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--ignored", "--exact", "record_until_killed", "--nocapture"])
        .env(DIRECTORY, directory)
        .env(BEGIN, begin.to_string())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let mut acknowledged = lines.filter_map(|line| {
        let line = line.unwrap();
        line.strip_prefix("acknowledged ")
            .map(|batch| batch.parse().unwrap())
    });
    let wanted = usize::try_from(3 + random % 12).unwrap();
    let last: u64 = acknowledged
        .by_ref()
        .take(wanted)
        .last()
        .expect("the child records");
    std::thread::sleep(Duration::from_micros(random % 9_973));
    child.kill().unwrap();
    child.wait().unwrap();
    // What it had said before it died counts too.
    acknowledged.last().unwrap_or(last)
}

async fn found(directory: &Path) -> Record {
    let store = store::open_sqlite(directory).await.unwrap();
    let organisation = Organisation {
        id: ORGANISATION,
        slug: "vind".to_owned(),
        name: "Vind AS".to_owned(),
        time_zone: "Europe/Oslo".to_owned(),
        language: "nb".to_owned(),
        is_demo: false,
    };
    store.add_organisation(organisation).await.unwrap();
    let company = Company {
        id: COMPANY,
        number: None,
        name: "Vind Drift AS".to_owned(),
        accounts: Vec::new(),
        kid_algorithm: domain::kid::Algorithm::Either,
    };
    let settings = CompanySettings::default();
    store
        .add_company(ORGANISATION, company, settings)
        .await
        .unwrap();
    store
}

async fn assert_log_has_no_gaps(store: &Record) -> usize {
    let log = store
        .list_events_after(ORGANISATION, Seq(0), 50_000)
        .await
        .unwrap();
    let places: Vec<i64> = log.iter().map(|event| event.seq.0).collect();
    assert_eq!(places, (1..=places.len() as i64).collect::<Vec<i64>>());
    let documents: BTreeSet<_> = log.iter().map(|event| event.document).collect();
    assert_eq!(documents.len(), log.len(), "a document was received twice");
    log.len()
}

#[tokio::test]
async fn nothing_acknowledged_is_lost_and_nothing_doubled() {
    let directory = tempfile::tempdir().unwrap();
    let directory = directory.path().join("record");
    found(&directory).await.close().await.unwrap();
    let mut begin = 0;
    for _ in 0..ROUNDS {
        let random = RandomState::new().build_hasher().finish();
        let last = run_and_kill(&directory, begin, random);
        let store = store::open_sqlite(&directory).await.unwrap();
        let documents = assert_log_has_no_gaps(&store).await as u64;
        // One batch may have been committed without its word getting out.
        assert!((last + 1..=last + 2).any(|batches| documents == batches * BATCH));
        for batch in 0..=last {
            let outcomes = record(&store, batch, false).await;
            assert_eq!(outcomes, [Outcome::Stored; BATCH as usize], "batch {batch}");
            let outcomes = record(&store, batch, true).await;
            assert_eq!(
                outcomes,
                [Outcome::Duplicate; BATCH as usize],
                "batch {batch}"
            );
        }
        assert_eq!(assert_log_has_no_gaps(&store).await as u64, documents);
        for number in 0..documents {
            let bytes = original(number);
            let hash = ContentHash::of(&bytes);
            let read = store.read_original(ORGANISATION, hash).await.unwrap();
            assert_eq!(read, Some(bytes), "original {number}");
        }
        let checks = store.examine().await.unwrap();
        let wrong: Vec<_> = checks.iter().filter(|check| !check.is_ok).collect();
        assert!(wrong.is_empty(), "{wrong:?}");
        store.close().await.unwrap();
        begin = last;
    }
}
