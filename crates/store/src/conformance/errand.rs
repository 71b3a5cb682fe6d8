use super::fixture::{World, at, id};
use crate::Store;
use crate::port::{Begun, Comment, Errand, ErrandEnd, KeptAnswer, NewErrand};
use domain::audit::Act;
use domain::{CommentId, ContentHash, DocumentId, UserId};
use jiff::Timestamp;
use std::sync::Arc;

const SEED: [u8; 32] = [7; 32];
const OTHER_SEED: [u8; 32] = [8; 32];

/// Asked for at a moment, with a minute to do it and an hour to be known.
fn errand(name: &str, seconds: i64) -> NewErrand {
    NewErrand {
        key: ContentHash::of(name.as_bytes()),
        fingerprint: ContentHash::of(b"what is asked"),
        seed: SEED,
        begun_at: at(seconds),
        leased_until: at(seconds + 60),
        expires_at: at(seconds + 3_600),
    }
}

fn answer() -> KeptAnswer {
    KeptAnswer {
        status: 201,
        headers: "[]".to_owned(),
        body: b"{}".to_vec(),
    }
}

fn comment(document: DocumentId) -> Comment {
    Comment {
        id: id(CommentId::from_parts),
        document,
        author: id(UserId::from_parts),
        author_name: "Kari Nordmann".to_owned(),
        text: "Ringt kunden.".to_owned(),
        created_at: at(5),
        edited_at: None,
    }
}

fn to_do(name: &str, seed: [u8; 32], begun_at: Timestamp) -> Begun {
    Begun::Do(doing(name, seed, begun_at))
}

fn doing(name: &str, seed: [u8; 32], begun_at: Timestamp) -> Errand {
    Errand {
        key: ContentHash::of(name.as_bytes()),
        seed,
        begun_at,
        has_effect: false,
    }
}

pub(super) async fn an_errand_is_done_by_one_and_then_answered(store: Arc<dyn Store>) {
    let world = World::new(&store).await;
    let organisation = world.organisation;
    let begin = |new: NewErrand| {
        let store = Arc::clone(&store);
        async move { store.begin_errand(organisation, new).await.unwrap() }
    };
    assert_eq!(begin(errand("a", 0)).await, to_do("a", SEED, at(0)));
    assert_eq!(begin(errand("a", 30)).await, Begun::Running);
    let something_else = NewErrand {
        fingerprint: ContentHash::of(b"something else"),
        ..errand("a", 30)
    };
    assert_eq!(begin(something_else.clone()).await, Begun::Differs);
    // Whoever goes on where another was cut off has the other's seed and moment.
    let later = NewErrand {
        seed: OTHER_SEED,
        ..errand("a", 61)
    };
    assert_eq!(begin(later).await, to_do("a", SEED, at(0)));
    assert_eq!(begin(errand("a", 62)).await, Begun::Running);
    let key = ContentHash::of(b"a");
    let end = ErrandEnd::Answered(answer());
    store.end_errand(organisation, key, end).await.unwrap();
    let answered = begin(errand("a", 70)).await;
    assert_eq!(answered, Begun::Answered(answer()));
    assert_eq!(begin(something_else).await, Begun::Differs);
    // When its time is over, the name is free.
    let anew = NewErrand {
        seed: OTHER_SEED,
        ..errand("a", 3_600)
    };
    assert_eq!(begin(anew).await, to_do("a", OTHER_SEED, at(3_600)));
}

pub(super) async fn a_step_that_was_taken_is_not_taken_again(store: Arc<dyn Store>) {
    let world = World::new(&store).await;
    let organisation = world.organisation;
    let document = world.add(world.invoice(1)).await;
    store
        .begin_errand(organisation, errand("a", 0))
        .await
        .unwrap();
    let written = comment(document);
    let unknown = comment(id(DocumentId::from_parts));
    for _ in 0..2 {
        // As after a crash: from the first step on.
        let at_work = store.on_errand(&doing("a", SEED, at(0)));
        let added = at_work.add_comment(organisation, written.clone()).await;
        assert!(added.unwrap());
        let added = at_work.add_comment(organisation, unknown.clone()).await;
        assert!(!added.unwrap());
    }
    let listed = store.list_comments(organisation, document).await.unwrap();
    assert_eq!(listed, std::slice::from_ref(&written));
    assert_eq!(world.events_of(document).await.len(), 2);
    // A step that failed is no step: it leaves neither effect nor note.
    let at_work = store.on_errand(&doing("unknown", SEED, at(0)));
    let lost = at_work.add_comment(organisation, comment(document)).await;
    lost.unwrap_err();
    let listed = store.list_comments(organisation, document).await.unwrap();
    assert_eq!(listed, [written]);
}

pub(super) async fn the_parts_of_an_errand_are_each_done_once(store: Arc<dyn Store>) {
    let world = World::new(&store).await;
    let organisation = world.organisation;
    let document = world.add(world.invoice(1)).await;
    store
        .begin_errand(organisation, errand("a", 0))
        .await
        .unwrap();
    let doing = doing("a", SEED, at(0));
    let (first, second) = (comment(document), comment(document));
    // The second part goes first, and the first is cut off in the middle.
    for (part, written) in [(2, &second), (1, &first), (2, &second), (1, &first)] {
        let at_work = store.on_part(&doing, part);
        let added = at_work.add_comment(organisation, written.clone()).await;
        assert!(added.unwrap(), "{part}");
    }
    let listed = store.list_comments(organisation, document).await.unwrap();
    assert_eq!(listed.len(), 2);
    let end = store.end_errand(organisation, doing.key, ErrandEnd::Over);
    end.await.unwrap();
    // Nothing is left of it: its name is free.
    let anew = NewErrand {
        fingerprint: ContentHash::of(b"something else"),
        ..errand("a", 1)
    };
    let begun = store.begin_errand(organisation, anew).await.unwrap();
    assert_eq!(begun, to_do("a", SEED, at(1)));
}

pub(super) async fn what_is_noted_in_the_audit_log_is_noted_once(store: Arc<dyn Store>) {
    let world = World::new(&store).await;
    let organisation = world.organisation;
    store
        .begin_errand(organisation, errand("a", 0))
        .await
        .unwrap();
    for _ in 0..2 {
        let at_work = store.on_errand(&doing("a", SEED, at(0)));
        let entry = super::audit::entry(1, "person:1", Act::DOCUMENT_VIEWED, "document:1");
        let noted = at_work.add_audit_entries(organisation, vec![entry]).await;
        noted.unwrap();
    }
    let end = store.lookup_audit_end(organisation).await.unwrap();
    assert_eq!(end.unwrap().0, 1);
}

pub(super) async fn what_had_no_effect_may_be_tried_anew(store: Arc<dyn Store>) {
    let world = World::new(&store).await;
    let organisation = world.organisation;
    let document = world.add(world.invoice(1)).await;
    let anew = NewErrand {
        seed: OTHER_SEED,
        ..errand("a", 1)
    };
    let key = ContentHash::of(b"a");
    let end = || store.end_errand(organisation, key, ErrandEnd::Nothing);
    store
        .begin_errand(organisation, errand("a", 0))
        .await
        .unwrap();
    end().await.unwrap();
    let begun = store.begin_errand(organisation, anew.clone()).await;
    assert_eq!(begun.unwrap(), to_do("a", OTHER_SEED, at(1)));
    // What had an effect all the same stays what it was.
    let at_work = store.on_errand(&doing("a", OTHER_SEED, at(1)));
    let added = at_work.add_comment(organisation, comment(document)).await;
    assert!(added.unwrap());
    end().await.unwrap();
    let begun = store.begin_errand(organisation, errand("a", 2)).await;
    let expected = Errand {
        has_effect: true,
        ..doing("a", OTHER_SEED, at(1))
    };
    assert_eq!(begun.unwrap(), Begun::Do(expected));
}

pub(super) async fn a_secret_is_forgotten_and_an_answer_can_be(store: Arc<dyn Store>) {
    let world = World::new(&store).await;
    let organisation = world.organisation;
    let ends = [
        ("secret", ErrandEnd::ShownOnce, Begun::ShownOnce),
        ("large", ErrandEnd::Unkept, to_do("large", SEED, at(0))),
        (
            "old",
            ErrandEnd::Answered(answer()),
            to_do("old", SEED, at(0)),
        ),
    ];
    for (name, end, _) in &ends {
        let begun = store.begin_errand(organisation, errand(name, 0)).await;
        begun.unwrap();
        let key = ContentHash::of(name.as_bytes());
        store
            .end_errand(organisation, key, end.clone())
            .await
            .unwrap();
    }
    store
        .begin_errand(organisation, errand("new", 10))
        .await
        .unwrap();
    let end = ErrandEnd::Answered(answer());
    store
        .end_errand(organisation, ContentHash::of(b"new"), end)
        .await
        .unwrap();
    store
        .forget_errand_answers(organisation, at(10))
        .await
        .unwrap();
    for (name, _, expected) in ends {
        let begun = store.begin_errand(organisation, errand(name, 20)).await;
        assert_eq!(begun.unwrap(), expected, "{name}");
    }
    let begun = store.begin_errand(organisation, errand("new", 20)).await;
    assert_eq!(begun.unwrap(), Begun::Answered(answer()));
}

pub(super) async fn errands_go_when_their_time_is_over(store: Arc<dyn Store>) {
    let (ours, theirs) = (World::new(&store).await, World::new(&store).await);
    let document = ours.add(ours.invoice(1)).await;
    for world in [&ours, &theirs] {
        let begun = store.begin_errand(world.organisation, errand("a", 0)).await;
        assert_eq!(begun.unwrap(), to_do("a", SEED, at(0)));
    }
    let at_work = store.on_errand(&doing("a", SEED, at(0)));
    let added = at_work
        .add_comment(ours.organisation, comment(document))
        .await;
    assert!(added.unwrap());
    store
        .delete_expired_errands(ours.organisation, at(3_600))
        .await
        .unwrap();
    let anew = |world: &World| {
        let new = NewErrand {
            seed: OTHER_SEED,
            ..errand("a", 100)
        };
        let (store, organisation) = (Arc::clone(&store), world.organisation);
        async move { store.begin_errand(organisation, new).await.unwrap() }
    };
    assert_eq!(anew(&ours).await, to_do("a", OTHER_SEED, at(100)));
    assert_eq!(anew(&theirs).await, to_do("a", SEED, at(0)));
}
