use super::fixture::{World, at};
use crate::Store;
use crate::port::{
    AuditEntry, AuditFilter, Begun, InterestRate, NewAuditEntry, NewErrand, SignedHead,
};
use domain::audit::{Act, ChainHead, Walk};
use domain::{ContentHash, OrganisationId};
use jiff::civil::date;
use std::sync::Arc;

pub(super) fn entry(seconds: i64, actor: &str, act: Act, subject: &str) -> NewAuditEntry {
    NewAuditEntry {
        at: at(seconds),
        actor: actor.to_owned(),
        act,
        subject: subject.to_owned(),
        salt: [u8::try_from(seconds).unwrap(); 32],
        content: format!("{{\"actor\":\"Kari Nordmann\",\"second\":{seconds}}}"),
    }
}

fn walk(organisation: OrganisationId, entries: &[AuditEntry]) -> Walk {
    let mut walk = Walk::begin(organisation);
    for entry in entries {
        let content = entry.content.as_ref();
        let content = content.map(|content| (&content.salt, content.content.as_str()));
        walk.step(&entry.link, entry.hash, content).unwrap();
    }
    walk
}

fn numbers(entries: &[AuditEntry]) -> Vec<u64> {
    entries.iter().map(|entry| entry.link.number).collect()
}

fn errand() -> NewErrand {
    NewErrand {
        key: ContentHash::of(b"an errand"),
        fingerprint: ContentHash::of(b"what is asked"),
        seed: [7; 32],
        begun_at: at(0),
        leased_until: at(0),
        expires_at: at(3_600),
    }
}

fn nobody() -> OrganisationId {
    OrganisationId::from_parts(1, [9; 10])
}

/// Six entries: 1 to 5 by one person about two documents, the last by another.
async fn filled(store: &Arc<dyn Store>) -> World {
    let world = World::new(store).await;
    let entries = vec![
        entry(1, "person:1", Act::SESSION_BEGUN, ""),
        entry(2, "person:1", Act::DOCUMENT_VIEWED, "document:1"),
        entry(3, "person:1", Act::DOCUMENT_DOWNLOADED, "document:1"),
        entry(4, "person:1", Act::DOCUMENT_VIEWED, "document:2"),
        entry(5, "person:1", Act::DOCUMENTS_EXPORTED, ""),
    ];
    let last = vec![entry(6, "person:2", Act::DOCUMENT_VIEWED, "document:1")];
    for entries in [entries, last] {
        let added = store.add_audit_entries(world.organisation, entries);
        added.await.unwrap();
    }
    world
}

pub(super) async fn entries_are_numbered_and_linked_in_order(store: Arc<dyn Store>) {
    let world = filled(&store).await;
    let us = world.organisation;
    let entries = store.list_audit_entries_after(us, 0, 100).await.unwrap();
    assert_eq!(numbers(&entries), [1, 2, 3, 4, 5, 6]);
    assert_eq!(entries[1].link.at, at(2));
    assert_eq!(entries[1].link.act, Act::DOCUMENT_VIEWED);
    let walked = walk(us, &entries);
    let end = store.lookup_audit_end(us).await.unwrap();
    assert_eq!(end, Some((6, walked.link())));
    let rest = store.list_audit_entries_after(us, 4, 1).await.unwrap();
    assert_eq!(numbers(&rest), [5]);
}

pub(super) async fn a_change_and_its_entry_are_there_both_or_neither(store: Arc<dyn Store>) {
    let world = World::new(&store).await;
    let us = world.organisation;
    let subjects = async || {
        let entries = store.list_audit_entries_after(us, 0, 100).await.unwrap();
        walk(us, &entries);
        let subjects = entries.into_iter().map(|entry| entry.link.subject);
        subjects.collect::<Vec<_>>()
    };
    let told = |subject: &str| vec![entry(1, "person:1", Act::PRICE_ADDED, subject)];
    let rate = |hundredths| InterestRate {
        valid_from: date(2026, 7, 1),
        hundredths,
        created_at: at(1),
    };
    // What changes nothing, and what fails, is not told; what comes about is
    // told once, also where it was not the first that was tried.
    let telling = store.telling(told("rate:1"));
    let gone = telling.delete_interest_rate(us, date(2026, 1, 1));
    assert!(!gone.await.unwrap());
    assert!(subjects().await.is_empty());
    for hundredths in [1_200, 1_300] {
        telling
            .add_interest_rate(us, rate(hundredths))
            .await
            .unwrap();
    }
    assert_eq!(subjects().await, ["rate:1"]);
    // On an errand that is done again, the step answers for both.
    for _ in 0..2 {
        let Begun::Do(errand) = store.begin_errand(us, errand()).await.unwrap() else {
            panic!("nobody else does it");
        };
        store
            .on_errand(&errand)
            .telling(told("rate:2"))
            .add_interest_rate(us, rate(1_400))
            .await
            .unwrap();
    }
    assert_eq!(subjects().await, ["rate:1", "rate:2"]);
    // What is told where there is no such organisation takes the change along.
    let nowhere = store.telling(told("rate:3"));
    let failed = nowhere.add_interest_rate(nobody(), rate(1_500)).await;
    assert!(failed.is_err());
    assert!(
        store
            .list_interest_rates(nobody())
            .await
            .unwrap()
            .is_empty()
    );
}

pub(super) async fn entries_from_many_tasks_are_one_chain(store: Arc<dyn Store>) {
    let world = World::new(&store).await;
    let us = world.organisation;
    let mut tasks = tokio::task::JoinSet::new();
    for task in 1..=8 {
        let store = Arc::clone(&store);
        tasks.spawn(async move {
            for _ in 0..5 {
                let one = vec![entry(task, "person:1", Act::DOCUMENT_VIEWED, "document:1")];
                store.add_audit_entries(us, one).await.unwrap();
            }
        });
    }
    while let Some(done) = tasks.join_next().await {
        done.unwrap();
    }
    let entries = store.list_audit_entries_after(us, 0, 100).await.unwrap();
    assert_eq!(walk(us, &entries).number(), 40);
}

pub(super) async fn entries_are_filtered_paged_and_counted(store: Arc<dyn Store>) {
    let world = filled(&store).await;
    let us = world.organisation;
    let all = AuditFilter::default();
    let of = |text: &str| Some(text.to_owned());
    let cases: [(AuditFilter, &[u64]); 7] = [
        (all.clone(), &[6, 5, 4, 3, 2, 1]),
        (
            AuditFilter {
                act: of("document."),
                ..all.clone()
            },
            &[6, 4, 3, 2],
        ),
        (
            AuditFilter {
                act: of("document.viewed"),
                subject: of("document:1"),
                ..all.clone()
            },
            &[6, 2],
        ),
        (
            AuditFilter {
                actor: of("person:2"),
                ..all.clone()
            },
            &[6],
        ),
        (
            AuditFilter {
                actor: of("person:1"),
                subject: of("document:1"),
                ..all.clone()
            },
            &[3, 2],
        ),
        (
            AuditFilter {
                from: Some(at(3)),
                before: Some(at(5)),
                ..all.clone()
            },
            &[4, 3],
        ),
        (
            AuditFilter {
                actor: of("person:3"),
                ..all.clone()
            },
            &[],
        ),
    ];
    for (filter, expected) in cases {
        let listed = store.list_audit_entries(us, &filter, None, 10).await;
        assert_eq!(numbers(&listed.unwrap()), expected, "{filter:?}");
        let count = store.count_audit_entries(us, &filter).await.unwrap();
        assert_eq!(count, expected.len() as u64, "{filter:?}");
    }
    let page = store
        .list_audit_entries(us, &all, Some(4), 2)
        .await
        .unwrap();
    assert_eq!(numbers(&page), [3, 2]);
}

pub(super) async fn erasing_contents_leaves_the_chain_whole(store: Arc<dyn Store>) {
    let world = filled(&store).await;
    let us = world.organisation;
    let named = vec!["document:1".to_owned(), "person:2".to_owned()];
    let erased = store.erase_audit_contents(us, named.clone()).await.unwrap();
    assert_eq!(erased, 3);
    assert_eq!(store.erase_audit_contents(us, named).await.unwrap(), 0);
    let entries = store.list_audit_entries_after(us, 0, 100).await.unwrap();
    let walked = walk(us, &entries);
    assert_eq!((walked.number(), walked.erased()), (6, 3));
    let kept = entries.iter().filter(|entry| entry.content.is_some());
    let kept: Vec<AuditEntry> = kept.cloned().collect();
    assert_eq!(numbers(&kept), [1, 4, 5]);
}

pub(super) async fn signed_heads_are_kept_newest_first(store: Arc<dyn Store>) {
    let world = filled(&store).await;
    let us = world.organisation;
    let (number, link) = store.lookup_audit_end(us).await.unwrap().unwrap();
    let head = |seconds| SignedHead {
        head: ChainHead {
            organisation: us,
            number,
            link,
            at: at(seconds),
        },
        public_key: [3; 32],
        signature: [4; 64],
    };
    for seconds in [10, 20, 10] {
        store.add_audit_head(us, head(seconds)).await.unwrap();
    }
    let heads = store.list_audit_heads(us, 10).await.unwrap();
    assert_eq!(heads, [head(20), head(10)]);
}

pub(super) async fn anothers_audit_log_is_unknown(store: Arc<dyn Store>) {
    let theirs = filled(&store).await;
    let us = World::new(&store).await.organisation;
    let entries = store.list_audit_entries_after(us, 0, 100).await.unwrap();
    assert_eq!(entries, []);
    assert_eq!(store.lookup_audit_end(us).await.unwrap(), None);
    let named = vec!["document:1".to_owned()];
    assert_eq!(store.erase_audit_contents(us, named).await.unwrap(), 0);
    let one = vec![entry(9, "person:9", Act::SESSION_BEGUN, "")];
    store.add_audit_entries(us, one).await.unwrap();
    let entries = store.list_audit_entries_after(us, 0, 100).await.unwrap();
    assert_eq!(walk(us, &entries).number(), 1);
    let them = theirs.organisation;
    let entries = store.list_audit_entries_after(them, 0, 9).await.unwrap();
    assert_eq!(walk(them, &entries).erased(), 0);
    assert_eq!(entries.len(), 6);
}
