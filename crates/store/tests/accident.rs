//! PostgreSQL goes away: restarted under load, replaced by its standby, and cut
//! off between a commit and its answer. Whoever tells everything again afterwards finds one of
//! each and nothing lost.

#![expect(clippy::unwrap_used, reason = "all of this is a test")]

#[path = "accident/server.rs"]
mod server;
#[path = "accident/way.rs"]
mod way;

use domain::document::Details;
use domain::intake::{ItemKind, NewCustomer};
use domain::{
    Channel, CompanyId, ContentHash, CustomerId, DocumentId, DocumentKind, Head, ImportId,
    OrganisationId, Seq, SourceKey,
};
use jiff::Timestamp;
use server::Server;
use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, Instant};
use store::port::{
    Companies as _, Company, CompanySettings, Documents as _, Import, Imports as _, Intake,
    ItemCounts, NewBody, NewItem, NewRecord, Organisation, Organisations as _, Outcome,
    PackedDetails, Upkeep as _,
};
use store::{Depot, Error, Record};
use tokio::task::JoinHandle;
use way::Way;

const ORGANISATION: OrganisationId = OrganisationId::from_bytes([1; 16]);
const COMPANY: CompanyId = CompanyId::from_bytes([2; 16]);
/// How soon the record must answer again once its server does.
const RECOVERED_MAX: Duration = Duration::from_secs(5);
/// How long a test may wait for anything before it is called stuck.
const STUCK: Duration = Duration::from_secs(60);

fn id(kind: u8, number: u64) -> [u8; 16] {
    let mut bytes = [kind; 16];
    bytes[8..].copy_from_slice(&number.to_be_bytes());
    bytes
}

/// A file with one document. Each time it is told under new ids: only its key
/// tells that it is the same.
fn intake(number: u64) -> Intake {
    static TOLD: AtomicU64 = AtomicU64::new(0);
    let told = TOLD.fetch_add(1, Ordering::Relaxed);
    let at = Timestamp::from_second(1_790_000_000).unwrap();
    let record = NewRecord {
        head: Head {
            id: DocumentId::from_bytes(id(3, told)),
            company: COMPANY,
            customer: CustomerId::from_bytes(id(4, told)),
            kind: DocumentKind::Invoice,
            channel: Channel::Ehf,
            number: number.to_string(),
            kid: None,
            account: None,
            amount: None,
            issued_on: None,
            due_on: None,
            received_at: at,
            batch: None,
        },
        source: SourceKey::new("erp", number.to_string()),
        fingerprint: ContentHash::of(&number.to_be_bytes()),
        customer: NewCustomer {
            number: Some((number % 7).to_string()),
            name: "Kunde".to_owned(),
            ..NewCustomer::default()
        },
        original: None,
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
            id: ImportId::from_bytes(id(5, told)),
            name: format!("{number}.xml"),
            hash: ContentHash::of(&number.to_be_bytes()),
            size: 0,
            format: "native".to_owned(),
            received_at: at,
            by: None,
            is_complete: false,
            findings: Vec::new(),
            counts: ItemCounts::default(),
        },
        originals: Vec::new(),
        items: vec![item],
        is_last: true,
        learned_at: at,
    }
}

async fn tell(store: &Record, number: u64) -> store::Result<Outcome> {
    let recorded = store.record(ORGANISATION, vec![intake(number)]).await?;
    Ok(recorded[0][0].outcome)
}

async fn found(url: &str, originals: &Path) -> Record {
    let store = store::open_postgres(url, &Depot::Directory(originals.to_owned()))
        .await
        .unwrap();
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

/// The log is numbered without a gap, and each of these is in it once.
async fn assert_one_of_each(store: &Record, numbers: &BTreeSet<u64>) {
    let log = store.list_events_after(ORGANISATION, Seq(0), 50_000).await;
    let log = log.unwrap();
    let places: Vec<i64> = log.iter().map(|event| event.seq.0).collect();
    assert_eq!(places, (1..=places.len() as i64).collect::<Vec<i64>>());
    let documents: BTreeSet<_> = log.iter().map(|event| event.document).collect();
    assert_eq!(documents.len(), log.len(), "a document was received twice");
    for number in numbers {
        let found = store
            .find_documents_by_number(ORGANISATION, &number.to_string(), 10)
            .await;
        assert_eq!(found.unwrap().len(), 1, "number {number}");
    }
    let wrong: Vec<_> = store.examine().await.unwrap();
    let wrong: Vec<_> = wrong.iter().filter(|check| !check.is_ok).collect();
    assert!(wrong.is_empty(), "{wrong:?}");
}

/// Tells numbers of its own until it is stopped, each until it is taken.
async fn keep_telling(
    store: Arc<Record>,
    task: u64,
    is_over: Arc<AtomicBool>,
) -> (BTreeSet<u64>, u64) {
    let (mut taken, mut refused) = (BTreeSet::new(), 0);
    for number in (task * 1_000_000).. {
        if is_over.load(Ordering::Relaxed) {
            break;
        }
        while let Err(error) = tell(&store, number).await {
            assert!(
                matches!(error, Error::Away { .. } | Error::Busy),
                "{error:?}"
            );
            refused += 1;
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        taken.insert(number);
    }
    (taken, refused)
}

/// Waits until the log has grown by so much.
async fn grown(store: &Record, by: i64) {
    let growing = async {
        let before = store.last_seq(ORGANISATION).await.unwrap();
        while store.last_seq(ORGANISATION).await.unwrap().0 < before.0 + by {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    tokio::time::timeout(STUCK, growing).await.unwrap();
}

/// Four who tell at once, until it is over.
struct Load {
    store: Arc<Record>,
    is_over: Arc<AtomicBool>,
    tasks: Vec<JoinHandle<(BTreeSet<u64>, u64)>>,
}

impl Load {
    fn begin(store: Record) -> Self {
        let (store, is_over) = (Arc::new(store), Arc::new(AtomicBool::new(false)));
        let tasks = (0..4)
            .map(|task| tokio::spawn(keep_telling(Arc::clone(&store), task, Arc::clone(&is_over))))
            .collect();
        Self {
            store,
            is_over,
            tasks,
        }
    }

    /// The server is back as of now, so the record answers and takes soon.
    async fn assert_recovered(&self, after: &str) {
        let returned = Instant::now();
        while self.store.last_seq(ORGANISATION).await.is_err() {
            assert!(returned.elapsed() < RECOVERED_MAX, "{after}");
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        grown(&self.store, 1).await;
        assert!(returned.elapsed() < RECOVERED_MAX, "{after}");
    }

    /// Nothing that was taken is lost, and told again it is known.
    async fn end(self) {
        self.is_over.store(true, Ordering::Relaxed);
        let (mut taken, mut refused) = (BTreeSet::new(), 0);
        for task in self.tasks {
            let (of_task, times) = task.await.unwrap();
            taken.extend(of_task);
            refused += times;
        }
        assert!(refused > 0, "nobody noticed that the server was away");
        assert!(taken.len() > 10, "{}", taken.len());
        assert_one_of_each(&self.store, &taken).await;
        for number in &taken {
            let again = tell(&self.store, *number).await.unwrap();
            assert_eq!(again, Outcome::Duplicate, "number {number}");
        }
        self.store.close().await.unwrap();
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_restarted_under_load_loses_and_doubles_nothing() {
    let Some(mut server) = Server::start() else {
        return;
    };
    let directory = tempfile::tempdir().unwrap();
    let load = Load::begin(found(&server.url(), directory.path()).await);
    for mode in ["fast", "immediate"] {
        grown(&load.store, 5).await;
        server.stop(mode);
        tokio::time::sleep(Duration::from_millis(300)).await;
        let error = load.store.last_seq(ORGANISATION).await.unwrap_err();
        assert!(matches!(error, Error::Away { .. }), "{error:?}");
        server.run();
        load.assert_recovered(mode).await;
    }
    load.end().await;
}

/// The power of the primary fails under load, and the standby takes its place.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_standby_that_takes_over_under_load_loses_and_doubles_nothing() {
    let Some(mut primary) = Server::start() else {
        return;
    };
    let standby = primary.standby();
    let directory = tempfile::tempdir().unwrap();
    let (first, second) = (primary.port(), standby.port());
    let url = format!("postgres://utsyn@127.0.0.1:{first},127.0.0.1:{second}/utsyn");
    let load = Load::begin(found(&url, directory.path()).await);
    grown(&load.store, 5).await;
    primary.stop("immediate");
    tokio::time::sleep(Duration::from_millis(300)).await;
    // The standby answers, but it takes nothing yet.
    let error = load.store.last_seq(ORGANISATION).await.unwrap_err();
    assert!(matches!(error, Error::Away { .. }), "{error:?}");
    standby.promote();
    load.assert_recovered("failover").await;
    load.end().await;
}

/// The commit reaches the server, its answer never comes back.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_commit_whose_answer_is_lost_is_told_as_unknown_and_telling_again_is_safe() {
    let Some(server) = Server::start() else {
        return;
    };
    let directory = tempfile::tempdir().unwrap();
    let way = Way::to(server.port());
    let url = server.url_at(way.port());
    let store = found(&url, directory.path()).await;
    assert_eq!(tell(&store, 1).await.unwrap(), Outcome::Stored);
    way.cut_after("COMMIT");
    let telling = tokio::time::timeout(STUCK, tell(&store, 2)).await;
    let error = telling.unwrap().unwrap_err();
    assert!(matches!(error, Error::Away { .. }), "{error:?}");
    assert!(way.has_cut(), "the commit went another way");
    // The server had the commit, and whoever asks again is told so.
    assert_eq!(tell(&store, 2).await.unwrap(), Outcome::Duplicate);
    // Cut before the commit is sent, nothing is there.
    way.cut_before("COMMIT");
    let telling = tokio::time::timeout(STUCK, tell(&store, 3)).await;
    let error = telling.unwrap().unwrap_err();
    assert!(matches!(error, Error::Away { .. }), "{error:?}");
    assert_eq!(tell(&store, 3).await.unwrap(), Outcome::Stored);
    assert_one_of_each(&store, &BTreeSet::from([1, 2, 3])).await;
    store.close().await.unwrap();
}

async fn opened(url: String, originals: &Path) -> Result<(), String> {
    let originals = Depot::Directory(originals.to_owned());
    match store::open_postgres(&url, &originals).await {
        Ok(store) => {
            store.close().await.unwrap();
            Ok(())
        }
        Err(error) => Err(format!("{error:?}")),
    }
}

/// Not an accident, but it needs a server of its own just the same.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_is_trusted_by_its_certificate_and_its_name() {
    let Some(mut server) = Server::start() else {
        return;
    };
    let directory = tempfile::tempdir().unwrap();
    let trusted = server.encrypt();
    let (port, trusted) = (server.port(), trusted.display());
    let by_name = format!("postgres://utsyn@localhost:{port}/utsyn?sslmode=verify-full");
    let with_root = format!("{by_name}&sslrootcert={trusted}");
    assert_eq!(opened(with_root.clone(), directory.path()).await, Ok(()));
    // The system knows nothing of this certificate.
    let told = opened(by_name, directory.path()).await.unwrap_err();
    assert!(told.contains("UnknownIssuer"), "{told}");
    // The certificate is for another name.
    let other = with_root.replace("@localhost", "@127.0.0.1");
    let told = opened(other, directory.path()).await.unwrap_err();
    assert!(told.contains("NotValidForName"), "{told}");
    // A server that does not speak TLS is not spoken to without it.
    let plain = Server::start().unwrap();
    let url = with_root.replace(&port.to_string(), &plain.port().to_string());
    let told = opened(url, directory.path()).await.unwrap_err();
    assert!(told.contains("TLS"), "{told}");
}
