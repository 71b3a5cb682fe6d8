use super::fixture::{World, at, id};
use crate::Store;
use crate::port::{FollowUp, FollowUpCount, FollowUpEnd};
use domain::{DocumentId, Fact, FollowUpId, FollowUpOutcome, UserId};
use jiff::civil::date;
use std::sync::Arc;

fn follow_up(world: &World, document: DocumentId, assignee: UserId, day: i8) -> FollowUp {
    FollowUp {
        id: id(FollowUpId::from_parts),
        document,
        company: world.company,
        assignee,
        assignee_name: "Ola Nordmann".to_owned(),
        note: "Ring kunden".to_owned(),
        due_on: date(2026, 11, day),
        opened_at: at(50 + i64::from(day)),
        opened_by: "Kari Nordmann".to_owned(),
        end: None,
    }
}

fn end(seconds: i64, outcome: FollowUpOutcome) -> FollowUpEnd {
    FollowUpEnd {
        at: at(seconds),
        by: "Ola Nordmann".to_owned(),
        outcome,
        reason: "Ny adresse".to_owned(),
    }
}

async fn open(world: &World, follow_up: &FollowUp) -> bool {
    let opened = world
        .store
        .open_follow_up(world.organisation, follow_up.clone());
    opened.await.unwrap()
}

async fn of_document(world: &World, document: DocumentId) -> Vec<FollowUp> {
    let listed = world
        .store
        .list_follow_ups_of_document(world.organisation, document);
    listed.await.unwrap()
}

pub(super) async fn a_document_is_given_and_seen_to_and_the_log_tells(store: Arc<dyn Store>) {
    let world = World::new(&store).await;
    let organisation = world.organisation;
    let document = world.add(world.invoice(1)).await;
    let before = world.standing(document).await.standing;
    let one = follow_up(&world, document, id(UserId::from_parts), 20);
    assert!(open(&world, &one).await);
    // Under the same id it is done once.
    assert!(open(&world, &one).await);
    assert_eq!(
        of_document(&world, document).await,
        std::slice::from_ref(&one)
    );
    let ended = end(99, FollowUpOutcome::Settled);
    let close = || store.close_follow_up(organisation, one.id, ended.clone());
    assert!(close().await.unwrap());
    assert!(!close().await.unwrap());
    let closed = FollowUp {
        end: Some(ended.clone()),
        ..one.clone()
    };
    let found = store.lookup_follow_up(organisation, one.id).await.unwrap();
    assert_eq!(found, Some(closed));
    let facts: Vec<Fact> = world
        .events_of(document)
        .await
        .into_iter()
        .map(|event| event.fact)
        .collect();
    assert_eq!(
        facts[1..],
        [
            Fact::FollowUpOpened { follow_up: one.id },
            Fact::FollowUpClosed {
                follow_up: one.id,
                outcome: FollowUpOutcome::Settled,
            }
        ]
    );
    let after = world.standing(document).await.standing;
    assert_eq!(after.delivery, before.delivery);
    assert_eq!(after.payment, before.payment);
    assert_eq!(after.changed_at, at(99));
    world.assert_gap_free().await;
}

pub(super) async fn given_anew_it_is_passed_on(store: Arc<dyn Store>) {
    let world = World::new(&store).await;
    let document = world.add(world.invoice(1)).await;
    let first = follow_up(&world, document, id(UserId::from_parts), 20);
    let second = follow_up(&world, document, id(UserId::from_parts), 25);
    for one in [&first, &second] {
        assert!(open(&world, one).await);
    }
    let listed = of_document(&world, document).await;
    assert_eq!(listed[0], second);
    let ended = listed[1].end.clone().unwrap();
    assert_eq!(listed[1].id, first.id);
    assert_eq!(
        (ended.outcome, ended.at, ended.by.as_str()),
        (FollowUpOutcome::PassedOn, second.opened_at, "Kari Nordmann")
    );
    let nothing = follow_up(&world, id(DocumentId::from_parts), second.assignee, 25);
    assert!(!open(&world, &nothing).await);
}

pub(super) async fn open_ones_are_paged_by_day_and_counted(store: Arc<dyn Store>) {
    let world = World::new(&store).await;
    let organisation = world.organisation;
    let (me, other) = (id(UserId::from_parts), id(UserId::from_parts));
    let mut all = Vec::new();
    for (n, (assignee, day)) in (1_u32..).zip([(me, 24), (other, 20), (me, 20), (other, 30)]) {
        let document = world.add(world.invoice(n)).await;
        let one = follow_up(&world, document, assignee, day);
        assert!(open(&world, &one).await);
        all.push(one.id);
    }
    let page = async |assignee, after, limit| -> Vec<FollowUp> {
        let listed = store.list_open_follow_ups(organisation, assignee, after, limit);
        listed.await.unwrap()
    };
    let ids = |page: &[FollowUp]| page.iter().map(|one| one.id).collect::<Vec<_>>();
    let first = page(None, None, 3).await;
    assert_eq!(ids(&first), [all[1], all[2], all[0]]);
    let after = Some((first[1].due_on, first[1].id));
    assert_eq!(ids(&page(None, after, 9).await), [all[0], all[3]]);
    let mine = page(Some(me), None, 9).await;
    assert_eq!(ids(&mine), [all[2], all[0]]);
    let counted = store
        .count_open_follow_ups(organisation, Some(me), date(2026, 11, 24))
        .await;
    let mut counted = counted.unwrap();
    counted.sort_by_key(|count| count.is_own);
    let count = |is_own, open, late| FollowUpCount {
        company: world.company,
        is_own,
        open,
        late,
    };
    assert_eq!(counted, [count(false, 2, 1), count(true, 2, 1)]);
}

pub(super) async fn closed_ones_are_paged_last_first(store: Arc<dyn Store>) {
    let world = World::new(&store).await;
    let organisation = world.organisation;
    let mut all = Vec::new();
    for n in 1..=3 {
        let document = world.add(world.invoice(n)).await;
        let one = follow_up(&world, document, id(UserId::from_parts), 20);
        assert!(open(&world, &one).await);
        let ended = end(100 + i64::from(n), FollowUpOutcome::Resolved);
        let closed = store.close_follow_up(organisation, one.id, ended);
        assert!(closed.await.unwrap());
        all.push(one.id);
    }
    let first = store.list_closed_follow_ups(organisation, None, 2).await;
    let first = first.unwrap();
    assert_eq!([first[0].id, first[1].id], [all[2], all[1]]);
    let before = first[1].end.as_ref().map(|end| (end.at, first[1].id));
    let rest = store.list_closed_follow_ups(organisation, before, 9).await;
    let rest = rest.unwrap();
    assert_eq!((rest.len(), rest[0].id), (1, all[0]));
    let open = store
        .list_open_follow_ups(organisation, None, None, 9)
        .await;
    assert_eq!(open.unwrap(), []);
}

pub(super) async fn they_go_with_the_document(store: Arc<dyn Store>) {
    let world = World::new(&store).await;
    let organisation = world.organisation;
    let document = world.add(world.invoice(1)).await;
    let one = follow_up(&world, document, id(UserId::from_parts), 20);
    assert!(open(&world, &one).await);
    let erased = store.erase_documents(organisation, vec![document], at(900));
    assert_eq!(erased.await.unwrap().erased.documents, 1);
    let found = store.lookup_follow_up(organisation, one.id).await.unwrap();
    assert_eq!(found, None);
    let again = follow_up(&world, document, one.assignee, 20);
    assert!(!open(&world, &again).await);
}

pub(super) async fn anothers_follow_ups_are_unknown(store: Arc<dyn Store>) {
    let (ours, theirs) = (World::new(&store).await, World::new(&store).await);
    let document = theirs.add(theirs.invoice(1)).await;
    let one = follow_up(&theirs, document, id(UserId::from_parts), 20);
    assert!(open(&theirs, &one).await);
    let us = ours.organisation;
    assert_eq!(store.lookup_follow_up(us, one.id).await.unwrap(), None);
    assert_eq!(of_document(&ours, document).await, []);
    let listed = store.list_open_follow_ups(us, None, None, 9).await;
    assert_eq!(listed.unwrap(), []);
    let ended = end(99, FollowUpOutcome::Resolved);
    let closed = store.close_follow_up(us, one.id, ended).await;
    assert!(!closed.unwrap());
    let mine = follow_up(&ours, document, one.assignee, 20);
    assert!(!open(&ours, &mine).await);
    let counted = store
        .count_open_follow_ups(us, Some(one.assignee), date(2026, 12, 1))
        .await;
    assert_eq!(counted.unwrap(), []);
    assert_eq!(of_document(&theirs, document).await, [one]);
}
