use super::fixture::{World, at, id};
use crate::Store;
use crate::port::{
    NewDocumentEvent, NewJob, Report, Run, RunFile, RunFilePart, RunState, Subscriber,
};
use domain::{ContentHash, Fact, JobId, RunId, Seq, SourceKey, UserId};
use jiff::SignedDuration;
use jiff::civil::date;
use std::sync::Arc;

fn report(name: &str) -> Report {
    Report {
        name: name.to_owned(),
        definition: r#"{"title":"Dagsoversikt"}"#.to_owned(),
        is_paused: false,
        planned_until: at(10),
        changed_at: at(5),
        changed_by: Some(id(UserId::from_parts)),
    }
}

fn job(run: &Run) -> NewJob {
    NewJob {
        id: id(JobId::from_parts),
        name: "make-report".to_owned(),
        key: run.id.to_string(),
        payload: "{}".to_owned(),
        run_at: at(0),
    }
}

fn run(key: &str) -> Run {
    Run {
        id: id(RunId::from_parts),
        report: "daily-overview".to_owned(),
        key: key.to_owned(),
        period_from: date(2026, 11, 1),
        period_to: date(2026, 11, 30),
        as_of: at(100),
        ordered_by: "timetable".to_owned(),
        ordered_at: at(101),
        definition: "{}".to_owned(),
        state: RunState::Waiting,
        settled_at: None,
        error: None,
        names_erased_at: None,
    }
}

fn subscriber(address: &str) -> Subscriber {
    Subscriber {
        report: "daily-overview".to_owned(),
        address: address.to_owned(),
        token: ContentHash::of(address.as_bytes()),
        ended_at: None,
        bounces: 0,
    }
}

async fn add(world: &World, run: &Run) -> bool {
    let added = world
        .store
        .add_run(world.organisation, run.clone(), job(run));
    added.await.unwrap()
}

pub(super) async fn a_report_comes_back_as_it_was_put(store: Arc<dyn Store>) {
    let world = World::new(&store).await;
    let organisation = world.organisation;
    let (first, other) = (report("b"), report("a"));
    for report in [&first, &other] {
        store
            .put_report(organisation, report.clone())
            .await
            .unwrap();
    }
    let found = store.lookup_report(organisation, "b").await.unwrap();
    assert_eq!(found, Some(first.clone()));
    let changed = Report {
        is_paused: true,
        changed_by: None,
        ..first
    };
    store
        .put_report(organisation, changed.clone())
        .await
        .unwrap();
    let listed = store.list_reports(organisation).await.unwrap();
    assert_eq!(listed, [other, changed]);
    for (until, expected) in [(at(20), at(20)), (at(15), at(20))] {
        let noted = store.note_report_planned(organisation, "b", until);
        noted.await.unwrap();
        let found = store.lookup_report(organisation, "b").await.unwrap();
        assert_eq!(found.unwrap().planned_until, expected);
    }
    assert!(store.delete_report(organisation, "b").await.unwrap());
    assert!(!store.delete_report(organisation, "b").await.unwrap());
    assert_eq!(store.lookup_report(organisation, "b").await.unwrap(), None);
}

pub(super) async fn a_due_report_is_run_once_for_its_period(store: Arc<dyn Store>) {
    let world = World::new(&store).await;
    let organisation = world.organisation;
    let (first, again, other) = (run("2026-11"), run("2026-11"), run("2026-12"));
    assert!(add(&world, &first).await);
    assert!(!add(&world, &again).await);
    assert!(add(&world, &other).await);
    let jobs = store.list_jobs(organisation, 10).await.unwrap();
    assert_eq!(jobs.len(), 2, "a job each, and none for the one refused");
    let found = store.find_run_by_key(organisation, "daily-overview", "2026-11");
    assert_eq!(found.await.unwrap(), Some(first.clone()));
    let error = Some("no typst".to_owned());
    let settled = store.settle_run(organisation, first.id, RunState::Failed, at(200), error);
    settled.await.unwrap();
    let found = store.lookup_run(organisation, first.id).await.unwrap();
    let expected = Run {
        state: RunState::Failed,
        settled_at: Some(at(200)),
        error: Some("no typst".to_owned()),
        ..first
    };
    assert_eq!(found, Some(expected.clone()));
    let all = store.list_runs(organisation, None, 10).await.unwrap();
    assert_eq!(all, [other.clone(), expected.clone()], "newest first");
    let one = store.list_runs(organisation, Some("daily-overview"), 1);
    assert_eq!(one.await.unwrap(), [other]);
    let none = store.list_runs(organisation, Some("monthly"), 9);
    assert_eq!(none.await.unwrap(), []);
}

fn part(bytes: &[u8]) -> RunFilePart {
    RunFilePart::of(bytes).unwrap()
}

pub(super) async fn the_files_of_a_run_come_back_as_they_were_kept(store: Arc<dyn Store>) {
    let world = World::new(&store).await;
    let organisation = world.organisation;
    let run = run("2026-11");
    assert!(add(&world, &run).await);
    let keep =
        |file, place, parts| store.add_run_file_parts(organisation, run.id, file, place, parts);
    let (csv, pdf) = (("", "a.csv"), ("1", "a.pdf"));
    let again = b"Levert;Betalt\r\n".repeat(500);
    assert!(
        part(&again).kept_bytes() < 200,
        "what comes again is packed"
    );
    keep(csv, 0, vec![part(b"one"), part(b"two")])
        .await
        .unwrap();
    keep(csv, 2, vec![part(b"3"), part(&again)]).await.unwrap();
    keep(pdf, 0, vec![part(b"%PDF")]).await.unwrap();
    let file = |(audience, name): (&str, &str), size| RunFile {
        audience: audience.to_owned(),
        name: name.to_owned(),
        size,
    };
    let files = store.list_run_files(organisation, run.id).await.unwrap();
    assert_eq!(files, [file(csv, 7_507), file(pdf, 4)]);
    let read = |place| store.read_run_file_part(organisation, run.id, csv, place);
    assert_eq!(read(1).await.unwrap().as_deref(), Some(b"two".as_slice()));
    assert_eq!(read(2).await.unwrap().as_deref(), Some(b"3".as_slice()));
    assert_eq!(read(3).await.unwrap(), Some(again));
    assert_eq!(read(4).await.unwrap(), None);
    store.clear_run_files(organisation, run.id).await.unwrap();
    let files = store.list_run_files(organisation, run.id).await.unwrap();
    assert_eq!(files, []);
}

pub(super) async fn a_run_goes_with_its_files(store: Arc<dyn Store>) {
    let world = World::new(&store).await;
    let organisation = world.organisation;
    let run = run("2026-11");
    assert!(add(&world, &run).await);
    let parts = vec![part(b"one")];
    let kept = store.add_run_file_parts(organisation, run.id, ("", "a.csv"), 0, parts);
    kept.await.unwrap();
    assert!(store.delete_run(organisation, run.id).await.unwrap());
    assert!(!store.delete_run(organisation, run.id).await.unwrap());
    let part = store.read_run_file_part(organisation, run.id, ("", "a.csv"), 0);
    assert_eq!(part.await.unwrap(), None);
}

pub(super) async fn runs_of_long_ago_are_cleared_away(store: Arc<dyn Store>) {
    let world = World::new(&store).await;
    let organisation = world.organisation;
    let old = run("2021-11");
    let young = Run {
        ordered_at: at(500),
        ..run("2026-11")
    };
    for run in [&old, &young] {
        assert!(add(&world, run).await);
        let parts = vec![part(b"one")];
        let kept = store.add_run_file_parts(organisation, run.id, ("", "a.csv"), 0, parts);
        kept.await.unwrap();
    }
    let clear = || store.delete_runs_before(organisation, at(400), 9);
    assert_eq!(clear().await.unwrap(), 1);
    assert_eq!(clear().await.unwrap(), 0);
    let left = store.list_runs(organisation, None, 9).await.unwrap();
    assert_eq!(left, std::slice::from_ref(&young));
    let files = |id| store.list_run_files(organisation, id);
    assert_eq!(files(old.id).await.unwrap(), []);
    assert_eq!(files(young.id).await.unwrap().len(), 1);
}

pub(super) async fn what_was_known_at_a_moment_stands_as_it_stood(store: Arc<dyn Store>) {
    let world = World::new(&store).await;
    let organisation = world.organisation;
    let changed = world.add(world.invoice(1)).await;
    let same = world.add(world.invoice(2)).await;
    let before = world.standing(changed).await;
    let learned = world.events_of(changed).await;
    let moment = learned.iter().map(|event| event.learned_at).max().unwrap();
    let later = NewDocumentEvent {
        document: changed,
        source: SourceKey::new("person", "7"),
        occurred_at: moment,
        learned_at: moment + SignedDuration::from_hours(1),
        fact: Fact::Held,
    };
    store
        .append_events(organisation, vec![later])
        .await
        .unwrap();
    assert_ne!(world.standing(changed).await.standing, before.standing);
    let since = |moment| store.list_documents_learned_of_after(organisation, moment, Seq(0));
    let found = since(moment).await.unwrap();
    assert_eq!((found.documents, found.next), (vec![changed], None));
    let much_later = moment + SignedDuration::from_hours(2);
    assert_eq!(since(much_later).await.unwrap().documents, []);
    let both = [changed, same];
    let then = store.list_standings_as_of(organisation, moment, &both);
    let then = then.await.unwrap();
    assert_eq!(then, [before, world.standing(same).await]);
    let long_before = moment - SignedDuration::from_hours(24 * 400);
    let nothing = store.list_standings_as_of(organisation, long_before, &both);
    assert_eq!(nothing.await.unwrap(), []);
}

/// The log is not in the order of learning: what came late may have been
/// learned early, and a long log is looked through piece by piece.
pub(super) async fn what_was_learned_later_is_found_wherever_it_lies(store: Arc<dyn Store>) {
    let world = World::new(&store).await;
    let organisation = world.organisation;
    let much = world.add(world.invoice(1)).await;
    let little = world.add(world.invoice(2)).await;
    let moment = at(1_000_000);
    let told = |document, n: u32, learned_at| NewDocumentEvent {
        document,
        source: SourceKey::new("person", format!("{n}")),
        occurred_at: moment,
        learned_at,
        fact: Fact::Held,
    };
    let early = |n| told(much, n, moment);
    let late = moment + SignedDuration::from_secs(1);
    let mut events: Vec<_> = (0..1_500).map(early).collect();
    events.push(told(little, 1_500, late));
    events.extend((1_501..3_000).map(early));
    store.append_events(organisation, events).await.unwrap();
    let since = |moment| store.list_documents_learned_of_after(organisation, moment, Seq(0));
    assert_eq!(since(moment).await.unwrap().documents, [little]);
    assert_eq!(since(late).await.unwrap().documents, []);
    let mut both = [much, little];
    both.sort_unstable();
    let before = moment - SignedDuration::from_secs(1);
    assert_eq!(since(before).await.unwrap().documents, both);
    let end = store.last_seq(organisation).await.unwrap();
    let from = store.list_documents_learned_of_after(organisation, before, Seq(end.0 + 1_024));
    assert_eq!(from.await.unwrap().documents, []);
}

pub(super) async fn whoever_unsubscribed_stays_so_until_asked_back(store: Arc<dyn Store>) {
    let world = World::new(&store).await;
    let organisation = world.organisation;
    let kari = subscriber("kari@nord.example");
    let add = || store.add_subscriber(organisation, kari.clone());
    assert!(add().await.unwrap());
    let end = |at| store.end_subscription(organisation, &kari.report, &kari.address, at);
    for second in [10, 20] {
        assert!(end(Some(at(second))).await.unwrap());
    }
    assert!(!add().await.unwrap(), "adding asks nobody back");
    let noted = store.note_bounces(organisation, &kari.report, &kari.address, 2);
    noted.await.unwrap();
    let found = store.find_subscriber_by_token(organisation, kari.token);
    let found = found.await.unwrap().unwrap();
    assert_eq!((found.ended_at, found.bounces), (Some(at(10)), 2));
    assert!(end(None).await.unwrap());
    let listed = store.list_subscribers(organisation).await.unwrap();
    assert_eq!(listed, [kari]);
}

pub(super) async fn anothers_reports_are_unknown(store: Arc<dyn Store>) {
    let (ours, theirs) = (World::new(&store).await, World::new(&store).await);
    let (us, them) = (ours.organisation, theirs.organisation);
    let (put, kari) = (report("a"), subscriber("kari@nord.example"));
    let run = run("2026-11");
    store.put_report(them, put.clone()).await.unwrap();
    store.add_subscriber(them, kari.clone()).await.unwrap();
    assert!(add(&theirs, &run).await);
    let parts = vec![part(b"one")];
    let file = ("", "a.csv");
    let kept = store.add_run_file_parts(them, run.id, file, 0, parts);
    kept.await.unwrap();
    assert_eq!(store.lookup_report(us, "a").await.unwrap(), None);
    assert_eq!(store.list_reports(us).await.unwrap(), []);
    assert!(!store.delete_report(us, "a").await.unwrap());
    assert_eq!(store.lookup_run(us, run.id).await.unwrap(), None);
    assert_eq!(store.list_runs(us, None, 9).await.unwrap(), []);
    assert_eq!(store.list_run_files(us, run.id).await.unwrap(), []);
    let part = store.read_run_file_part(us, run.id, file, 0).await;
    assert_eq!(part.unwrap(), None);
    store.clear_run_files(us, run.id).await.unwrap();
    assert!(!store.delete_run(us, run.id).await.unwrap());
    let found = store.find_subscriber_by_token(us, kari.token).await;
    assert_eq!(found.unwrap(), None);
    assert_eq!(store.list_subscribers(us).await.unwrap(), []);
    assert_eq!(store.list_reports(them).await.unwrap(), [put]);
    assert_eq!(store.list_run_files(them, run.id).await.unwrap().len(), 1);
    assert_eq!(store.list_subscribers(them).await.unwrap(), [kari]);
}
