use super::*;
use crate::organisations::{self, Organisation};
use crate::{App, SystemClock, SystemRandom, fresh, imports, upkeep};
use imports::Options;
use jiff::SignedDuration;
use std::path::{Path, PathBuf};
use store::Depot;

const DOCUMENTS: usize = 40;

struct World {
    app: Arc<App>,
    directory: tempfile::TempDir,
}

impl World {
    async fn new(bytes_max: usize) -> Self {
        let directory = tempfile::tempdir().unwrap();
        let app = Arc::new(open(directory.path(), bytes_max).await);
        Self { app, directory }
    }

    async fn organisation(&self, slug: &str) -> Organisation {
        fresh::organisation(&self.app, slug).await
    }

    async fn fill(&self, organisation: &Organisation, from: usize) {
        let lines: Vec<String> = (from..from + DOCUMENTS).map(invoice).collect();
        let file = ("all.ndjson".to_owned(), lines.join("\n").into_bytes());
        let files = imports::from_uploads(vec![file]);
        let ctx = organisations::operator(&self.app, organisation);
        let options = Options::default();
        let mut report = |_| {};
        let received = imports::receive(&self.app, &ctx, files.into_iter(), &options, &mut report);
        assert_eq!(received.await.unwrap().items.stored, DOCUMENTS as u64);
    }

    async fn count(&self, organisation: &Organisation) -> usize {
        count(&self.app, organisation).await
    }

    fn snapshot_of(&self, organisation: &Organisation) -> PathBuf {
        let name = format!("{}.facts", organisation.id);
        self.directory.path().join("snapshots").join(name)
    }
}

async fn open(directory: &Path, bytes_max: usize) -> App {
    let store = store::open_sqlite(directory).await.unwrap();
    let depot = Depot::Directory(directory.to_owned());
    let app = App::new(
        Arc::new(store),
        Arc::new(SystemClock),
        Arc::new(SystemRandom),
    );
    app.with_facts(FactsSettings {
        bytes_max,
        snapshots: Some(Snapshots::open(&depot).unwrap()),
    })
}

async fn count(app: &App, organisation: &Organisation) -> usize {
    let ctx = organisations::operator(app, organisation);
    usize::try_from(upkeep::load_facts(app, &ctx).await.unwrap()).unwrap()
}

fn invoice(n: usize) -> String {
    format!(
        r#"{{"type":"document","source":"erp","source_id":"{n}","kind":"invoice","channel":"ehf","number":"F{n}","customer":{{"number":"{n}","name":"Kunde {n}"}},"amount":{{"amount":"100.00","currency":"NOK"}},"issued_on":"2026-11-01","due_on":"2026-11-15","received_at":"2026-11-01T08:00:00Z"}}"#
    )
}

fn loaded(app: &App) -> Vec<OrganisationId> {
    let mut organisations = app.shelf.organisations();
    organisations.sort_unstable();
    organisations
}

#[tokio::test]
async fn what_was_not_asked_for_longest_is_put_out_and_comes_back() {
    let world = World::new(1).await;
    let (first, second) = (world.organisation("a").await, world.organisation("b").await);
    world.fill(&first, 0).await;
    world.fill(&second, 0).await;
    assert_eq!(world.count(&first).await, DOCUMENTS);
    assert_eq!(
        loaded(&world.app),
        [first.id],
        "what was just asked for stays"
    );
    assert_eq!(world.count(&second).await, DOCUMENTS);
    assert_eq!(loaded(&world.app), [second.id]);
    assert_eq!(world.count(&first).await, DOCUMENTS);
}

#[tokio::test]
async fn what_is_in_use_stays_whatever_it_takes() {
    let world = World::new(1).await;
    let (first, second) = (world.organisation("a").await, world.organisation("b").await);
    world.fill(&first, 0).await;
    world.fill(&second, 0).await;
    let ctx = organisations::operator(&world.app, &first);
    let in_use = world.app.shelf.current(world.app.store.as_ref(), &ctx);
    let in_use = in_use.await.unwrap();
    world.count(&second).await;
    assert_eq!(world.app.shelf.organisations().len(), 2);
    assert_eq!(in_use.read().len(), DOCUMENTS);
}

#[tokio::test]
async fn a_start_reads_the_snapshot_and_the_tail() {
    let world = World::new(FACTS_BYTES_MAX).await;
    let organisation = world.organisation("a").await;
    world.fill(&organisation, 0).await;
    world.count(&organisation).await;
    let store = world.app.store.as_ref();
    let saved = world.app.shelf.save(store, organisation.id, 1);
    assert!(saved.await.unwrap());
    let again = world.app.shelf.save(store, organisation.id, 1);
    assert!(!again.await.unwrap(), "nothing came since");
    world.fill(&organisation, DOCUMENTS).await;
    let other = open(world.directory.path(), FACTS_BYTES_MAX).await;
    assert_eq!(count(&other, &organisation).await, 2 * DOCUMENTS);
    let ctx = organisations::operator(&other, &organisation);
    let loaded = other.shelf.current(other.store.as_ref(), &ctx);
    let unsaved = loaded.await.unwrap().events_unsaved();
    assert!(
        unsaved > 0 && unsaved < 2 * DOCUMENTS as u64,
        "it began with the snapshot: {unsaved}"
    );
}

#[tokio::test]
async fn a_damaged_snapshot_is_left_aside_and_replaced() {
    let world = World::new(FACTS_BYTES_MAX).await;
    let organisation = world.organisation("a").await;
    world.fill(&organisation, 0).await;
    world.count(&organisation).await;
    let store = world.app.store.as_ref();
    world
        .app
        .shelf
        .save(store, organisation.id, 1)
        .await
        .unwrap();
    let file = world.snapshot_of(&organisation);
    let whole = std::fs::read(&file).unwrap();
    let mut flipped = whole.clone();
    flipped[whole.len() / 2] ^= 1;
    let mut foreign = whole.clone();
    foreign[10] ^= 1;
    for damaged in [&whole[..whole.len() / 2], &[], &flipped, &foreign, b"text"] {
        std::fs::write(&file, damaged).unwrap();
        let other = open(world.directory.path(), FACTS_BYTES_MAX).await;
        assert_eq!(count(&other, &organisation).await, DOCUMENTS);
        let saved = other.shelf.save(other.store.as_ref(), organisation.id, 1);
        assert!(saved.await.unwrap(), "nothing of it was believed");
        assert_eq!(std::fs::read(&file).unwrap().len(), whole.len());
    }
}

#[tokio::test]
async fn a_snapshot_of_another_record_is_left_aside() {
    let (here, there) = (World::new(1).await, World::new(1).await);
    let (ours, theirs) = (here.organisation("a").await, there.organisation("a").await);
    for (world, organisation) in [(&here, &ours), (&there, &theirs)] {
        world.fill(organisation, 0).await;
        world.count(organisation).await;
        let store = world.app.store.as_ref();
        world
            .app
            .shelf
            .save(store, organisation.id, 1)
            .await
            .unwrap();
    }
    std::fs::copy(there.snapshot_of(&theirs), here.snapshot_of(&ours)).unwrap();
    let other = open(here.directory.path(), 1).await;
    count(&other, &ours).await;
    let saved = other.shelf.save(other.store.as_ref(), ours.id, 1);
    assert!(saved.await.unwrap(), "nothing of it was believed");
}

#[tokio::test]
async fn forgetting_takes_the_snapshot_away() {
    let world = World::new(FACTS_BYTES_MAX).await;
    let organisation = world.organisation("a").await;
    world.fill(&organisation, 0).await;
    world.count(&organisation).await;
    let store = world.app.store.as_ref();
    world
        .app
        .shelf
        .save(store, organisation.id, 1)
        .await
        .unwrap();
    assert!(world.snapshot_of(&organisation).exists());
    world.app.shelf.forget(organisation.id).await.unwrap();
    assert!(!world.snapshot_of(&organisation).exists());
    assert_eq!(world.count(&organisation).await, DOCUMENTS);
}

#[tokio::test]
async fn what_another_process_writes_is_followed_without_being_asked_for() {
    let world = World::new(FACTS_BYTES_MAX).await;
    let organisation = world.organisation("a").await;
    world.fill(&organisation, 0).await;
    let other = open(world.directory.path(), FACTS_BYTES_MAX).await;
    assert_eq!(count(&other, &organisation).await, DOCUMENTS);
    world.fill(&organisation, DOCUMENTS).await;
    let followed = other.shelf.follow(other.store.as_ref(), organisation.id);
    followed.await.unwrap();
    let slots = other.shelf.slots();
    assert_eq!(
        slots.of[&organisation.id].loaded.read().len(),
        2 * DOCUMENTS
    );
}

/// What somebody sees of every document, as text.
async fn seen(app: &App, ctx: &Ctx) -> String {
    let search = crate::documents::Search {
        filter: domain::filter::Filter::default(),
        sort: crate::documents::Sort::default(),
    };
    let found = crate::documents::find(app, ctx, &search, None, 200).await;
    let found = found.unwrap();
    let standings: Vec<_> = found.rows.iter().map(|row| &row.standing).collect();
    format!("{} {:?} {standings:?}", found.total, found.facets)
}

#[tokio::test]
async fn the_past_is_what_it_was_whatever_came_since() {
    let directory = tempfile::tempdir().unwrap();
    let store = store::open_sqlite(directory.path()).await.unwrap();
    let clock = Arc::new(fresh::Turned::at("2026-11-20T08:00:00Z"));
    let turned = Arc::clone(&clock) as Arc<dyn crate::Clock>;
    let app = Arc::new(App::new(Arc::new(store), turned, Arc::new(SystemRandom)));
    let world = World { app, directory };
    let organisation = world.organisation("a").await;
    world.fill(&organisation, 0).await;
    let app = world.app.as_ref();
    let mut ctx = organisations::operator(app, &organisation);
    ctx.now += SignedDuration::from_hours(1);
    let before = seen(app, &ctx).await;
    clock.on(SignedDuration::from_hours(2));
    assert!(
        look_back(app, &ctx).await.unwrap().is_none(),
        "nothing came"
    );

    clock.on(SignedDuration::from_hours(24));
    world.fill(&organisation, DOCUMENTS).await;
    let page = app
        .store
        .list_standings_after(organisation.id, domain::Seq(0), 10);
    let events = page
        .await
        .unwrap()
        .into_iter()
        .map(|row| store::port::NewDocumentEvent {
            document: row.head.id,
            source: domain::SourceKey::new("person", row.head.number),
            occurred_at: ctx.now,
            learned_at: app.now(),
            fact: domain::Fact::Held,
        });
    let appended = app.store.append_events(organisation.id, events.collect());
    appended.await.unwrap();
    let now = seen(app, &ctx).await;
    assert_ne!(now, before);
    let past = look_back(app, &ctx).await.unwrap();
    assert!(past.is_some());
    assert_eq!(seen(app, &ctx).await, before);
    drop(past);
    assert_eq!(seen(app, &ctx).await, now, "it is put down again");
}
