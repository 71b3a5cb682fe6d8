use super::fixture::{World, at, id};
use crate::Store;
use crate::port::{AccessToken, ApiKey};
use domain::{ApiKeyId, CompanyId, ContentHash, Scope};
use std::sync::Arc;

fn key(name: &str) -> ApiKey {
    ApiKey {
        id: id(ApiKeyId::from_parts),
        name: name.to_owned(),
        token: ContentHash::of(name.as_bytes()),
        scopes: vec![Scope::DocumentsRead, Scope::PaymentsWrite],
        companies: None,
        created_by: None,
        created_at: at(0),
        expires_at: None,
        revoked_at: None,
        last_used_at: None,
    }
}

pub(super) async fn a_key_comes_back_as_it_was_made(store: Arc<dyn Store>) {
    let world = World::new(&store).await;
    let first = key("first");
    let second = ApiKey {
        companies: Some(vec![id(CompanyId::from_parts), id(CompanyId::from_parts)]),
        expires_at: Some(at(500)),
        ..key("second")
    };
    for key in [&first, &second] {
        let added = store.add_api_key(world.organisation, key.clone()).await;
        added.unwrap();
    }
    let found = store.find_api_key_by_token(world.organisation, second.token);
    assert_eq!(found.await.unwrap(), Some(second.clone()));
    let listed = store.list_api_keys(world.organisation).await.unwrap();
    assert_eq!(listed, [second, first]);
    let unknown = store.find_api_key_by_token(world.organisation, ContentHash::of(b"?"));
    assert_eq!(unknown.await.unwrap(), None);
}

pub(super) async fn a_key_is_revoked_once_and_for_good(store: Arc<dyn Store>) {
    let world = World::new(&store).await;
    let key = key("key");
    let (organisation, id) = (world.organisation, key.id);
    store.add_api_key(organisation, key.clone()).await.unwrap();
    assert!(
        store
            .revoke_api_key(organisation, id, at(10))
            .await
            .unwrap()
    );
    assert!(
        store
            .revoke_api_key(organisation, id, at(20))
            .await
            .unwrap()
    );
    let found = store.find_api_key_by_token(organisation, key.token).await;
    assert_eq!(found.unwrap().unwrap().revoked_at, Some(at(10)));
}

pub(super) async fn a_key_expires_at_the_earlier_moment(store: Arc<dyn Store>) {
    let world = World::new(&store).await;
    let key = key("key");
    let (organisation, id) = (world.organisation, key.id);
    store.add_api_key(organisation, key.clone()).await.unwrap();
    for moment in [at(20), at(30)] {
        assert!(
            store
                .expire_api_key(organisation, id, moment)
                .await
                .unwrap()
        );
    }
    store
        .note_api_key_used(organisation, id, at(5))
        .await
        .unwrap();
    let found = store.find_api_key_by_token(organisation, key.token).await;
    let found = found.unwrap().unwrap();
    assert_eq!(found.expires_at, Some(at(20)));
    assert_eq!(found.last_used_at, Some(at(5)));
}

pub(super) async fn anothers_keys_are_unknown(store: Arc<dyn Store>) {
    let (ours, theirs) = (World::new(&store).await, World::new(&store).await);
    let key = key("key");
    let added = store.add_api_key(theirs.organisation, key.clone()).await;
    added.unwrap();
    let found = store.find_api_key_by_token(ours.organisation, key.token);
    assert_eq!(found.await.unwrap(), None);
    assert_eq!(store.list_api_keys(ours.organisation).await.unwrap(), []);
    assert!(
        !store
            .revoke_api_key(ours.organisation, key.id, at(1))
            .await
            .unwrap()
    );
    assert!(
        !store
            .expire_api_key(ours.organisation, key.id, at(1))
            .await
            .unwrap()
    );
    store
        .note_api_key_used(ours.organisation, key.id, at(1))
        .await
        .unwrap();
    let left = store.list_api_keys(theirs.organisation).await.unwrap();
    assert_eq!(left, [key]);
}

pub(super) async fn a_token_stands_for_its_key_until_it_expires(store: Arc<dyn Store>) {
    let (ours, theirs) = (World::new(&store).await, World::new(&store).await);
    let organisation = ours.organisation;
    let key = key("key");
    store.add_api_key(organisation, key.clone()).await.unwrap();
    let token = |name: &str, expires_at| AccessToken {
        token: ContentHash::of(name.as_bytes()),
        key: key.id,
        scopes: vec![Scope::PaymentsRead],
        expires_at,
    };
    let (first, second) = (token("first", at(60)), token("second", at(120)));
    let added = store.add_access_token(organisation, first.clone(), at(0));
    added.await.unwrap();
    let found = store.lookup_access_token(organisation, first.token).await;
    assert_eq!(found.unwrap(), Some((first.clone(), key.clone())));
    let foreign = store.lookup_access_token(theirs.organisation, first.token);
    assert_eq!(foreign.await.unwrap(), None);
    let added = store.add_access_token(organisation, second.clone(), at(60));
    added.await.unwrap();
    let gone = store.lookup_access_token(organisation, first.token).await;
    assert_eq!(gone.unwrap(), None);
    let found = store.lookup_access_token(organisation, second.token).await;
    assert_eq!(found.unwrap(), Some((second, key.clone())));
    let looked_up = store.lookup_api_key(organisation, key.id).await.unwrap();
    assert_eq!(looked_up, Some(key.clone()));
    let foreign = store.lookup_api_key(theirs.organisation, key.id).await;
    assert_eq!(foreign.unwrap(), None);
}
