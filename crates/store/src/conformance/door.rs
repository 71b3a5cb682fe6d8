use super::fixture::at;
use crate::Store;
use crate::port::Allowance;
use domain::ContentHash;
use std::sync::Arc;

fn allowance(name: &str, count_max: u32) -> Allowance {
    Allowance {
        bucket: ContentHash::of(name.as_bytes()),
        count_max,
        window_s: 100,
    }
}

pub(super) async fn what_is_tried_too_often_waits(store: Arc<dyn Store>) {
    let (person, place) = (allowance("person", 2), allowance("place", 3));
    let attempt = async |moment| {
        let tried = store.count_try_across_tenants(vec![person, place], at(moment));
        tried.await.unwrap()
    };
    assert_eq!(attempt(0).await, None);
    assert_eq!(attempt(10).await, None);
    assert_eq!(attempt(20).await, Some(at(100)));
    let forget = store.forget_tries_across_tenants(vec![person.bucket]);
    forget.await.unwrap();
    // The place is used up by now, whoever tries.
    assert_eq!(attempt(30).await, Some(at(100)));
    assert_eq!(attempt(100).await, None);
    store
        .clear_doors_across_tenants(at(300), at(200))
        .await
        .unwrap();
    assert_eq!(attempt(201).await, None);
}

pub(super) async fn tries_are_counted_exactly_by_many_at_once(store: Arc<dyn Store>) {
    let tries = (0..20).map(|_| {
        let store = Arc::clone(&store);
        tokio::spawn(async move {
            let tried = store.count_try_across_tenants(vec![allowance("one", 5)], at(0));
            tried.await.unwrap().is_none()
        })
    });
    let mut allowed = 0;
    for one in tries.collect::<Vec<_>>() {
        allowed += usize::from(one.await.unwrap());
    }
    assert_eq!(allowed, 5);
}

pub(super) async fn a_step_is_taken_once_and_expires(store: Arc<dyn Store>) {
    let (one, two) = (ContentHash::of(b"one"), ContentHash::of(b"two"));
    for token in [one, two] {
        let added = store.add_step_across_tenants(token, "here", at(100));
        added.await.unwrap();
    }
    let lookup = async |token, now| {
        store
            .lookup_step_across_tenants(token, at(now))
            .await
            .unwrap()
    };
    let take = async |token, now| {
        store
            .take_step_across_tenants(token, at(now))
            .await
            .unwrap()
    };
    assert_eq!(lookup(one, 99).await.as_deref(), Some("here"));
    assert_eq!(lookup(one, 100).await, None);
    assert_eq!(take(one, 99).await.as_deref(), Some("here"));
    assert_eq!(take(one, 99).await, None);
    store
        .clear_doors_across_tenants(at(100), at(0))
        .await
        .unwrap();
    assert_eq!(take(two, 50).await, None);
}
