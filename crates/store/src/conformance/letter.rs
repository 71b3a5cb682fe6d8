use super::fixture::{World, at, id};
use crate::Store;
use crate::port::{LetterState, NewJob, NewLetter, Queue};
use domain::JobId;
use std::sync::Arc;

fn job(key: &str) -> NewJob {
    NewJob {
        id: id(JobId::from_parts),
        name: "send-letter".to_owned(),
        key: key.to_owned(),
        payload: "{}".to_owned(),
        run_at: at(0),
    }
}

fn letter(key: &str, content: Vec<u8>) -> NewLetter {
    NewLetter {
        key: key.to_owned(),
        recipient: "kari@nord.example".to_owned(),
        subject: "Månedsrapport".to_owned(),
        content,
        created_at: at(0),
        job: job(key),
    }
}

async fn add(world: &World, letter: NewLetter) -> bool {
    let added = world.store.add_letter(world.organisation, letter);
    added.await.unwrap()
}

async fn state(world: &World, key: &str) -> LetterState {
    let found = world.store.lookup_letter(world.organisation, key).await;
    found.unwrap().unwrap().state
}

pub(super) async fn a_letter_is_queued_once_with_its_job(store: Arc<dyn Store>) {
    let world = World::new(&store).await;
    assert!(add(&world, letter("a", b"one".to_vec())).await);
    assert!(!add(&world, letter("a", b"two".to_vec())).await);
    let organisation = world.organisation;
    assert_eq!(store.read_letter(organisation, "a").await.unwrap(), b"one");
    let jobs = store.list_jobs(organisation, 10).await.unwrap();
    assert_eq!(jobs.len(), 1);
    let [listed] = store
        .list_letters(organisation, 10)
        .await
        .unwrap()
        .try_into()
        .unwrap();
    assert_eq!(listed.recipient, "kari@nord.example");
    assert_eq!(listed.subject, "Månedsrapport");
    assert_eq!((listed.state, listed.attempts), (LetterState::Waiting, 0));
}

pub(super) async fn what_a_letter_says_comes_back_in_one_piece_and_goes_when_it_was_sent(
    store: Arc<dyn Store>,
) {
    let world = World::new(&store).await;
    let long: Vec<u8> = (0..700_000_u32).map(|n| n.to_le_bytes()[1]).collect();
    assert!(add(&world, letter("long", long.clone())).await);
    let organisation = world.organisation;
    assert_eq!(store.read_letter(organisation, "long").await.unwrap(), long);
    store
        .note_letter_sent(organisation, "long", at(5))
        .await
        .unwrap();
    assert_eq!(state(&world, "long").await, LetterState::Sent);
    assert!(
        store
            .read_letter(organisation, "long")
            .await
            .unwrap()
            .is_empty()
    );
    // Whoever was overtaken and tells it late changes nothing.
    let late = store.note_letter_failed(organisation, "long", at(9), "late", true);
    late.await.unwrap();
    assert_eq!(state(&world, "long").await, LetterState::Sent);
}

pub(super) async fn a_letter_that_was_refused_waits_for_a_person(store: Arc<dyn Store>) {
    let world = World::new(&store).await;
    let organisation = world.organisation;
    assert!(add(&world, letter("a", b"one".to_vec())).await);
    let retry = |seconds| store.retry_letter(organisation, "a", job("a again"), at(seconds));
    assert!(!retry(1).await.unwrap(), "it waits anyway");
    let failed = store.note_letter_failed(organisation, "a", at(2), "451 busy", false);
    failed.await.unwrap();
    assert_eq!(state(&world, "a").await, LetterState::Waiting);
    let refused = store.note_letter_failed(organisation, "a", at(3), "550 nobody", true);
    refused.await.unwrap();
    let found = store.lookup_letter(organisation, "a").await.unwrap();
    let found = found.unwrap();
    assert_eq!((found.state, found.attempts), (LetterState::Refused, 2));
    assert_eq!(found.error.as_deref(), Some("550 nobody"));
    assert_eq!(found.tried_at, Some(at(3)));
    assert!(retry(4).await.unwrap());
    assert_eq!(state(&world, "a").await, LetterState::Waiting);
    assert_eq!(store.read_letter(organisation, "a").await.unwrap(), b"one");
}

pub(super) async fn letters_are_found_by_the_beginning_of_their_keys(store: Arc<dyn Store>) {
    let world = World::new(&store).await;
    for key in ["report/1/a", "report/1/å", "report/10/a", "report/2/a"] {
        assert!(add(&world, letter(key, Vec::new())).await);
    }
    let found = store.find_letters_by_prefix(world.organisation, "report/1/", 10);
    let found = found.await.unwrap();
    let keys: Vec<&str> = found.iter().map(|letter| letter.key.as_str()).collect();
    assert_eq!(keys, ["report/1/a", "report/1/å"]);
}

pub(super) async fn letters_that_are_settled_are_cleared_away(store: Arc<dyn Store>) {
    let world = World::new(&store).await;
    let organisation = world.organisation;
    for key in ["old", "refused", "new", "waiting"] {
        assert!(add(&world, letter(key, b"x".to_vec())).await);
    }
    let sent = |key, second| store.note_letter_sent(organisation, key, at(second));
    sent("old", 10).await.unwrap();
    sent("new", 100).await.unwrap();
    let refused = store.note_letter_failed(organisation, "refused", at(10), "no", true);
    refused.await.unwrap();
    let cleared = store.delete_letters_before(organisation, at(50), 10);
    assert_eq!(cleared.await.unwrap(), 2);
    let left = store.list_letters(organisation, 10).await.unwrap();
    let mut left: Vec<&str> = left.iter().map(|letter| letter.key.as_str()).collect();
    left.sort_unstable();
    assert_eq!(left, ["new", "waiting"]);
}

pub(super) async fn anothers_letters_are_unknown(store: Arc<dyn Store>) {
    let (ours, theirs) = (World::new(&store).await, World::new(&store).await);
    assert!(add(&theirs, letter("a", b"one".to_vec())).await);
    let us = ours.organisation;
    assert_eq!(store.lookup_letter(us, "a").await.unwrap(), None);
    assert!(store.read_letter(us, "a").await.unwrap().is_empty());
    assert_eq!(store.list_letters(us, 10).await.unwrap(), []);
    assert_eq!(store.find_letters_by_prefix(us, "", 10).await.unwrap(), []);
    store.note_letter_sent(us, "a", at(1)).await.unwrap();
    let failed = store.note_letter_failed(us, "a", at(1), "no", true);
    failed.await.unwrap();
    assert!(!store.retry_letter(us, "a", job("b"), at(1)).await.unwrap());
    assert_eq!(store.delete_letters_before(us, at(99), 9).await.unwrap(), 0);
    assert_eq!(state(&theirs, "a").await, LetterState::Waiting);
    assert!(add(&ours, letter("a", b"ours".to_vec())).await);
}

pub(super) async fn letters_that_wait_and_were_refused_are_counted(store: Arc<dyn Store>) {
    let world = World::new(&store).await;
    let organisation = world.organisation;
    for key in ["sent", "refused", "waiting"] {
        assert!(add(&world, letter(key, b"x".to_vec())).await);
    }
    let sent = store.note_letter_sent(organisation, "sent", at(5));
    sent.await.unwrap();
    let refused = store.note_letter_failed(organisation, "refused", at(5), "no", true);
    refused.await.unwrap();
    let counted = Queue {
        due: 1,
        given_up: 1,
        due_since: Some(at(0)),
        ..Queue::default()
    };
    let queued = store.queued(organisation, at(20)).await.unwrap();
    assert_eq!(queued.letters, counted);
}
