use super::fixture::{ACCOUNT, World, document, event, fact, id, kid, money, nok, payment};
use crate::Store;
use crate::port::{ImportCursor, Intake, ItemCounts, NewBody, NewFact, Outcome, RecordedItem};
use domain::intake::{NewMandate, Target};
use domain::{
    Channel, ContentHash, DocumentId, Fact, Finding, ImportId, OrganisationId, Severity, SourceKey,
};
use jiff::civil::date;
use std::sync::Arc;

fn outcomes(recorded: &[RecordedItem]) -> Vec<Outcome> {
    recorded.iter().map(|item| item.outcome).collect()
}

pub(super) async fn recording_twice_changes_nothing(store: Arc<dyn Store>) {
    let world = World::new(&store).await;
    let opened = Fact::Opened {
        channel: Channel::Ehf,
    };
    let bodies = || {
        vec![
            document(world.invoice(1)),
            event(Target::Number("F1".to_owned()), "opened", opened.clone()),
            payment(money("1", &kid(1), nok(100_000))),
        ]
    };
    let first = world.record(bodies()).await;
    assert_eq!(outcomes(&first), [Outcome::Stored; 3]);
    let log = world.log().await;
    let second = world.record(bodies()).await;
    assert_eq!(outcomes(&second), [Outcome::Duplicate; 3]);
    let documents = |items: &[RecordedItem]| items.iter().map(|i| i.document).collect::<Vec<_>>();
    assert_eq!(documents(&second), documents(&first));
    assert_eq!(documents(&first), [first[0].document; 3]);
    assert_eq!(world.log().await, log);
}

pub(super) async fn a_duplicate_with_news_is_stored(store: Arc<dyn Store>) {
    let world = World::new(&store).await;
    let known = world.add(world.invoice(1)).await;
    let mut again = world.invoice(1);
    again.events.push(fact("1", 9, Fact::Validated));
    let told = world.tell(document(again.clone())).await;
    assert_eq!(
        (told.outcome, told.document),
        (Outcome::Stored, Some(known))
    );
    let told = world.tell(document(again)).await;
    assert_eq!(
        (told.outcome, told.document),
        (Outcome::Duplicate, Some(known))
    );
    assert_eq!(world.events_of(known).await.len(), 2);
}

pub(super) async fn the_same_key_with_other_content_is_rejected(store: Arc<dyn Store>) {
    let world = World::new(&store).await;
    let known = world.add(world.invoice(1)).await;
    let mut other = world.invoice(1);
    other.fingerprint = ContentHash::of(b"something else");
    other.head.amount = Some(nok(1));
    let told = world.tell(document(other)).await;
    assert_eq!(
        (told.outcome, told.document),
        (Outcome::Rejected, Some(known))
    );
    assert_eq!(told.findings.len(), 1);
    assert_eq!(told.findings[0].code, "source.conflict");
    assert_eq!(told.findings[0].severity, Severity::Error);
    assert_eq!(world.standing(known).await.head.amount, Some(nok(100_000)));
}

pub(super) async fn a_number_used_again_is_a_warning(store: Arc<dyn Store>) {
    let world = World::new(&store).await;
    world.add(world.invoice(1)).await;
    let mut other = world.invoice(2);
    other.head.number = "F1".to_owned();
    let told = world.tell(document(other)).await;
    assert_eq!(told.outcome, Outcome::Stored);
    let codes: Vec<&str> = told.findings.iter().map(|f| f.code.as_str()).collect();
    assert_eq!(codes, ["document.number_reused"]);
    let kept = store
        .lookup_document(world.organisation, told.document.unwrap())
        .await;
    assert_eq!(kept.unwrap().unwrap().findings, told.findings);
    let mut another_kind = world.credit_note(3, &[]);
    another_kind.head.number = "F1".to_owned();
    assert_eq!(world.tell(document(another_kind)).await.findings, []);
}

pub(super) async fn the_same_batch_from_eight_tasks_is_one_of_each(store: Arc<dyn Store>) {
    let world = World::new(&store).await;
    let tasks = (0..8).map(|_| {
        let world = world.clone();
        tokio::spawn(async move {
            let mut recorded = Vec::new();
            for n in 0..20 {
                let paid = payment(money(&n.to_string(), &kid(n), nok(100_000)));
                recorded.extend(world.record(vec![document(world.invoice(n)), paid]).await);
            }
            recorded
        })
    });
    let mut stored = 0;
    for task in tasks.collect::<Vec<_>>() {
        for item in task.await.unwrap() {
            stored += usize::from(item.outcome == Outcome::Stored);
            assert!(matches!(item.outcome, Outcome::Stored | Outcome::Duplicate));
        }
    }
    assert_eq!(stored, 40);
    let volume = store.volume(world.organisation).await.unwrap();
    assert_eq!(
        (volume.documents, volume.payments, volume.events),
        (20, 20, 60)
    );
    world.assert_gap_free().await;
}

pub(super) async fn outcomes_add_up_to_items(store: Arc<dyn Store>) {
    let world = World::new(&store).await;
    let mut conflicting = world.invoice(1);
    conflicting.fingerprint = ContentHash::of(b"other");
    let intake = world.intake(vec![
        document(world.invoice(1)),
        document(world.invoice(1)),
        document(conflicting),
        NewBody::Refused,
        payment(money("1", "nobody", nok(1))),
        event(Target::Number("none".to_owned()), "1", Fact::Validated),
        payment(money("2", &kid(1), nok(1))),
    ]);
    let import = intake.import.id;
    let recorded = store
        .record(world.organisation, vec![intake])
        .await
        .unwrap();
    use Outcome::{Duplicate, Rejected, Stored, Unmatched};
    let expected = [
        Stored, Duplicate, Rejected, Rejected, Unmatched, Unmatched, Stored,
    ];
    assert_eq!(outcomes(&recorded[0]), expected);
    let kept = store
        .lookup_import(world.organisation, import)
        .await
        .unwrap()
        .unwrap();
    let counts = ItemCounts {
        stored: 2,
        duplicate: 1,
        rejected: 2,
        unmatched: 2,
    };
    assert_eq!(kept.counts, counts);
    assert!(kept.is_complete);
    let items = world.items(import).await;
    let listed: Vec<Outcome> = items.iter().map(|item| item.outcome).collect();
    assert_eq!(listed, expected);
    assert_eq!(items[6].document, recorded[0][0].document);
    assert_eq!(items[2].findings, recorded[0][2].findings);
    assert_eq!(items[1].place, "line 2");
}

pub(super) async fn a_resumed_file_gets_the_same_answers(store: Arc<dyn Store>) {
    let world = World::new(&store).await;
    let mut intake = world.intake(vec![
        document(world.invoice(1)),
        document(world.invoice(1)),
        NewBody::Refused,
        payment(money("1", "nobody", nok(1))),
    ]);
    intake.items[2]
        .findings
        .push(Finding::error("file.unknown", "", "not understood"));
    let rest = intake.items.split_off(2);
    let whole = Intake {
        items: intake.items.iter().cloned().chain(rest).collect(),
        ..intake.clone()
    };
    intake.is_last = false;
    let first = store
        .record(world.organisation, vec![intake])
        .await
        .unwrap();
    let import = whole.import.id;
    let kept = store
        .lookup_import(world.organisation, import)
        .await
        .unwrap()
        .unwrap();
    assert!(!kept.is_complete);
    let second = store
        .record(world.organisation, vec![whole.clone()])
        .await
        .unwrap();
    assert_eq!(second[0][..2], first[0][..]);
    let third = store.record(world.organisation, vec![whole]).await.unwrap();
    assert_eq!(third, second);
    let kept = store
        .lookup_import(world.organisation, import)
        .await
        .unwrap()
        .unwrap();
    let counts = ItemCounts {
        stored: 1,
        duplicate: 1,
        rejected: 1,
        unmatched: 1,
    };
    assert_eq!((kept.counts, kept.is_complete), (counts, true));
    assert_eq!(world.items(import).await.len(), 4);
}

pub(super) async fn a_file_in_pieces_is_complete_with_its_last(store: Arc<dyn Store>) {
    let world = World::new(&store).await;
    let bodies = (0..6).map(|n| document(world.invoice(n))).collect();
    let whole = world.intake(bodies);
    let import = whole.import.id;
    for (n, items) in whole.items.chunks(2).enumerate() {
        let piece = Intake {
            items: items.to_vec(),
            is_last: n == 2,
            ..whole.clone()
        };
        store.record(world.organisation, vec![piece]).await.unwrap();
        let kept = store
            .lookup_import(world.organisation, import)
            .await
            .unwrap()
            .unwrap();
        assert_eq!(kept.is_complete, n == 2);
        assert_eq!(kept.counts.stored, 2 * (n as u64 + 1));
    }
}

pub(super) async fn files_are_paged_newest_first(store: Arc<dyn Store>) {
    let world = World::new(&store).await;
    let mut expected = Vec::new();
    for n in 0..5 {
        let mut intake = world.intake(vec![NewBody::Refused]);
        // Two pairs of files that came at the same moment.
        intake.import.received_at = super::fixture::at(n / 2);
        expected.push((intake.import.received_at, intake.import.id));
        store
            .record(world.organisation, vec![intake])
            .await
            .unwrap();
    }
    expected.sort();
    expected.reverse();
    let (mut after, mut seen) = (None, Vec::new());
    loop {
        let page = store
            .list_imports(world.organisation, after, 2)
            .await
            .unwrap();
        seen.extend(page.iter().map(|import| (import.received_at, import.id)));
        let Some(last) = page.last() else { break };
        after = Some(ImportCursor {
            received_at: last.received_at,
            id: last.id,
        });
    }
    assert_eq!(seen, expected);
    let (received_at, id) = expected[3];
    let before = store
        .list_imports_before(world.organisation, ImportCursor { received_at, id }, 2)
        .await
        .unwrap();
    let before: Vec<_> = before
        .iter()
        .map(|place| (place.received_at, place.id))
        .collect();
    assert_eq!(before, [expected[2], expected[1]]);
}

pub(super) async fn items_are_listed_by_outcome_and_position(store: Arc<dyn Store>) {
    let world = World::new(&store).await;
    let bodies = (0..6).map(|n| match n % 2 {
        0 => NewBody::Refused,
        _ => document(world.invoice(n)),
    });
    let intake = world.intake(bodies.collect());
    let import = intake.import.id;
    store
        .record(world.organisation, vec![intake])
        .await
        .unwrap();
    let rejected = Some(Outcome::Rejected);
    let list = |outcome, from, limit| {
        let items = store.list_import_items(world.organisation, import, outcome, from, limit);
        async move {
            items
                .await
                .unwrap()
                .iter()
                .map(|item| item.position)
                .collect::<Vec<_>>()
        }
    };
    assert_eq!(list(rejected, 0, 10).await, [0, 2, 4]);
    assert_eq!(list(rejected, 1, 1).await, [2]);
    assert_eq!(list(None, 4, 10).await, [4, 5]);
    let unknown = store.list_import_items(world.organisation, id(ImportId::from_parts), None, 0, 9);
    assert_eq!(unknown.await.unwrap(), []);
}

pub(super) async fn a_mandate_is_told_once(store: Arc<dyn Store>) {
    let world = World::new(&store).await;
    let mandate = || {
        NewBody::Mandate(Box::new(NewMandate {
            source: SourceKey::new("avtalegiro", "1"),
            account: ACCOUNT.to_owned(),
            kid: kid(1),
            active: true,
            notice: false,
            told_on: Some(date(2026, 11, 3)),
        }))
    };
    assert_eq!(world.tell(mandate()).await.outcome, Outcome::Stored);
    assert_eq!(world.tell(mandate()).await.outcome, Outcome::Duplicate);
    let log = world.log().await;
    assert_eq!(log.len(), 1);
    assert_eq!(log[0].document, None);
    assert_eq!(log[0].occurred_at, "2026-11-03T00:00:00Z".parse().unwrap());
    assert_eq!(log[0].fact.name(), "mandate_changed");
}

pub(super) async fn an_organisation_that_is_unknown_takes_nothing(store: Arc<dyn Store>) {
    let mut world = World::new(&store).await;
    let known = world.organisation;
    world.organisation = id(OrganisationId::from_parts);
    let record = world.invoice(1);
    let document_id: DocumentId = record.head.id;
    let intake = world.intake(vec![document(record)]);
    assert!(
        store
            .record(world.organisation, vec![intake])
            .await
            .is_err()
    );
    let found = store.lookup_document(known, document_id).await.unwrap();
    assert_eq!(found, None);
}

/// Otherwise a file could put a fact in the place of one that the record is
/// about to note.
pub(super) async fn the_records_own_source_is_not_for_files(store: Arc<dyn Store>) {
    let world = World::new(&store).await;
    let mut record = world.invoice(1);
    let mut forged = fact("1", 5, Fact::Held);
    forged.source = SourceKey::new("utsyn", format!("{}/received", record.head.id));
    record.events = vec![forged.clone(), fact("2", 6, Fact::Validated)];
    let told = world.tell(document(record)).await;
    assert_eq!(told.outcome, Outcome::Stored);
    assert_eq!(told.findings[0].code, "source.reserved");
    let id = told.document.unwrap();
    let names: Vec<&str> = world
        .events_of(id)
        .await
        .iter()
        .map(|e| e.fact.name())
        .collect();
    assert_eq!(names, ["received", "validated"]);
    let told = world
        .tell(NewBody::Event(Box::new(NewFact {
            target: Target::Document(id),
            event: forged,
        })))
        .await;
    assert_eq!(told.outcome, Outcome::Rejected);
    assert_eq!(told.findings[0].code, "source.reserved");
}
