use super::fixture::{
    ACCOUNT, OTHER_ACCOUNT, World, document, event, id, key, kid, money, nok, payment,
};
use crate::Store;
use crate::port::Outcome;
use domain::intake::Target;
use domain::{AttemptKey, Channel, DocumentId, Fact, Problem, Reason};
use std::sync::Arc;

fn by_kid(n: u32, account: Option<&str>) -> Target {
    Target::Kid {
        kid: kid(n),
        account: account.map(str::to_owned),
    }
}

/// Every way to name the document that `invoice(1)` makes.
fn names(id: DocumentId) -> [Target; 5] {
    [
        Target::Document(id),
        Target::Source(key("F1")),
        Target::Number("F1".to_owned()),
        by_kid(1, None),
        by_kid(1, Some(ACCOUNT)),
    ]
}

pub(super) async fn an_event_before_its_document_waits_for_it(store: Arc<dyn Store>) {
    let world = World::new(&store).await;
    let record = world.invoice(1);
    let expected = record.head.id;
    let bodies = (0..).zip(names(expected));
    let bodies = bodies.map(|(n, target)| event(target, &format!("{n}"), Fact::Held));
    let intake = world.intake(bodies.collect());
    let import = intake.import.id;
    let told = store
        .record(world.organisation, vec![intake])
        .await
        .unwrap();
    assert!(
        told[0]
            .iter()
            .all(|item| item.outcome == Outcome::Unmatched)
    );
    assert_eq!(store.volume(world.organisation).await.unwrap().waiting, 5);
    assert_eq!(world.log().await, []);
    let id = world.add(record).await;
    assert_eq!(id, expected);
    assert_eq!(world.events_of(id).await.len(), 6);
    assert!(world.standing(id).await.standing.held);
    assert_eq!(store.volume(world.organisation).await.unwrap().waiting, 0);
    let items = world.items(import).await;
    assert!(
        items
            .iter()
            .all(|item| item.outcome == Outcome::Stored && item.document == Some(id))
    );
    world.assert_gap_free().await;
}

pub(super) async fn every_way_to_name_a_document_finds_it(store: Arc<dyn Store>) {
    let world = World::new(&store).await;
    world.add(world.invoice(2)).await;
    let known = world.add(world.invoice(1)).await;
    for (n, target) in (0..).zip(names(known)) {
        let told = world
            .tell(event(target.clone(), &format!("{n}"), Fact::Held))
            .await;
        assert_eq!(
            (told.outcome, told.document),
            (Outcome::Stored, Some(known)),
            "{target:?}"
        );
    }
    let wrong = [
        Target::Document(id(DocumentId::from_parts)),
        Target::Source(domain::SourceKey::new("other", "F1")),
        Target::Number("F3".to_owned()),
        by_kid(1, Some(OTHER_ACCOUNT)),
    ];
    for (n, target) in (0..).zip(wrong) {
        let told = world
            .tell(event(target.clone(), &format!("w{n}"), Fact::Held))
            .await;
        assert_eq!(
            (told.outcome, told.document),
            (Outcome::Unmatched, None),
            "{target:?}"
        );
    }
}

pub(super) async fn the_mail_that_carried_a_document_names_it(store: Arc<dyn Store>) {
    let world = World::new(&store).await;
    let known = world.add(world.invoice(1)).await;
    let by_mail = || Target::Source(domain::SourceKey::new("channel", "mail-1"));
    let failed = |name: &str| {
        let fact = Fact::Failed {
            attempt: AttemptKey::on(Channel::Email),
            problem: Problem::of(Reason::RecipientUnknown),
        };
        event(by_mail(), name, fact)
    };
    let sent = Fact::Sent {
        attempt: AttemptKey::on(Channel::Email),
        open_receipt: true,
    };
    // The report may come before it is told that the mail was sent.
    let told = world.tell(failed("early")).await;
    assert_eq!((told.outcome, told.document), (Outcome::Unmatched, None));
    let number = Target::Number("F1".to_owned());
    world.tell(event(number, "mail-1", sent)).await;
    assert_eq!(store.volume(world.organisation).await.unwrap().waiting, 0);
    let told = world.tell(failed("late")).await;
    assert_eq!(
        (told.outcome, told.document),
        (Outcome::Stored, Some(known))
    );
    assert_eq!(world.events_of(known).await.len(), 4);
    world.assert_gap_free().await;
}

pub(super) async fn a_number_of_two_documents_finds_neither(store: Arc<dyn Store>) {
    let world = World::new(&store).await;
    let same_number = |n| {
        let mut record = world.invoice(n);
        record.head.number = "F1".to_owned();
        record
    };
    let held = |name| event(Target::Number("F1".to_owned()), name, Fact::Held);
    world.add(same_number(1)).await;
    world.add(same_number(2)).await;
    assert_eq!(world.tell(held("1")).await.outcome, Outcome::Unmatched);
    let third = world.add(same_number(3)).await;
    assert_eq!(world.events_of(third).await.len(), 1);
    assert_eq!(store.volume(world.organisation).await.unwrap().waiting, 1);
}

pub(super) async fn a_kid_kept_for_ever_means_the_newest_unpaid(store: Arc<dyn Store>) {
    let world = World::new(&store).await;
    let mut ids = Vec::new();
    for n in 1..=3 {
        let mut record = world.invoice(n);
        record.head.kid = Some(kid(1));
        record.head.amount = Some(nok(i64::from(n) * 1_000));
        ids.push(world.add(record).await);
    }
    let expected = [Some(ids[2]), Some(ids[1]), Some(ids[0]), None];
    for (n, expected) in (0_u32..).zip(expected) {
        let told = world
            .tell(event(by_kid(1, None), &format!("{n}"), Fact::Held))
            .await;
        assert_eq!(told.document, expected, "{n} paid");
        let paid = money(&n.to_string(), &kid(1), nok(i64::from(3 - n) * 1_000));
        if n < 3 {
            assert_eq!(world.tell(payment(paid)).await.document, expected);
        }
    }
}

pub(super) async fn an_event_that_waits_is_known_when_it_comes_again(store: Arc<dyn Store>) {
    let world = World::new(&store).await;
    let held = || event(Target::Number("F1".to_owned()), "1", Fact::Held);
    let told = world.record(vec![held(), held()]).await;
    let outcomes: Vec<Outcome> = told.iter().map(|item| item.outcome).collect();
    assert_eq!(outcomes, [Outcome::Unmatched, Outcome::Duplicate]);
    let told = world.record(vec![document(world.invoice(1)), held()]).await;
    assert_eq!(told[1].outcome, Outcome::Duplicate);
    assert_eq!(told[1].document, told[0].document);
    assert_eq!(world.log().await.len(), 2);
}

pub(super) async fn an_empty_name_names_nothing(store: Arc<dyn Store>) {
    let world = World::new(&store).await;
    let mut record = world.invoice(1);
    record.head.number = String::new();
    record.head.kid = Some(String::new());
    let id = world.add(record).await;
    let by_kid = Target::Kid {
        kid: String::new(),
        account: None,
    };
    for (name, target) in [("1", Target::Number(String::new())), ("2", by_kid)] {
        let told = world.tell(event(target, name, Fact::Held)).await;
        assert_eq!(told.outcome, Outcome::Unmatched);
    }
    let told = world.tell(payment(money("1", "", nok(100_000)))).await;
    assert_eq!(told.outcome, Outcome::Unmatched);
    world.add(world.credit_note(1, &[""])).await;
    let row = world.standing(id).await;
    assert_eq!(
        (row.standing.paid_minor, row.standing.credited_minor),
        (0, 0)
    );
}
