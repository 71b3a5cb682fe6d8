use super::fixture::{World, at, id};
use crate::Store;
use crate::port::{Passkey, Totp, User};
use domain::{ContentHash, OrganisationId, Role, UserId};
use std::sync::Arc;

async fn person(store: &Arc<dyn Store>, organisation: OrganisationId) -> UserId {
    let user = User {
        id: id(UserId::from_parts),
        email: "kari@example.no".to_owned(),
        name: "Kari".to_owned(),
        password_hash: String::new(),
        language: None,
        role: Role::Reader,
        companies: None,
        keys_off: false,
        is_platform: false,
        joined_at: None,
        subject: None,
    };
    store.add_user(organisation, user.clone()).await.unwrap();
    user.id
}

pub(super) async fn a_code_is_taken_once_and_none_before_it(store: Arc<dyn Store>) {
    let (world, there) = (World::new(&store).await, World::new(&store).await);
    let organisation = world.organisation;
    let kari = person(&store, organisation).await;
    let lookup = async |organisation| store.lookup_totp(organisation, kari).await.unwrap();
    assert_eq!(lookup(organisation).await, None);
    store
        .put_totp(organisation, kari, vec![1; 20])
        .await
        .unwrap();
    store
        .put_totp(organisation, kari, vec![2; 20])
        .await
        .unwrap();
    store
        .confirm_totp(organisation, kari, at(5), Vec::new())
        .await
        .unwrap();
    let take = async |step| {
        store
            .take_totp_step(organisation, kari, step)
            .await
            .unwrap()
    };
    assert!(take(100).await);
    assert!(!take(100).await);
    assert!(!take(99).await);
    assert!(take(101).await);
    let expected = Totp {
        secret: vec![2; 20],
        confirmed_at: Some(at(5)),
        last_step: 101,
    };
    assert_eq!(lookup(organisation).await, Some(expected));
    assert_eq!(lookup(there.organisation).await, None);
    let foreign = store.take_totp_step(there.organisation, kari, 200).await;
    assert!(!foreign.unwrap());
    store.delete_totp(there.organisation, kari).await.unwrap();
    assert!(lookup(organisation).await.is_some());
    store.delete_totp(organisation, kari).await.unwrap();
    assert_eq!(lookup(organisation).await, None);
}

pub(super) async fn recovery_codes_are_used_up(store: Arc<dyn Store>) {
    let world = World::new(&store).await;
    let organisation = world.organisation;
    let kari = person(&store, organisation).await;
    store
        .put_totp(organisation, kari, vec![1; 20])
        .await
        .unwrap();
    let codes = [ContentHash::of(b"a"), ContentHash::of(b"b")];
    let confirmed = store.confirm_totp(organisation, kari, at(5), codes.to_vec());
    confirmed.await.unwrap();
    let take = async |code| {
        store
            .take_recovery_code(organisation, kari, code)
            .await
            .unwrap()
    };
    assert!(!take(ContentHash::of(b"c")).await);
    assert!(take(codes[0]).await);
    assert!(!take(codes[0]).await);
    let left = store.count_recovery_codes(organisation, kari).await;
    assert_eq!(left.unwrap(), 1);
}

pub(super) async fn passkeys_are_found_by_what_the_device_calls_them(store: Arc<dyn Store>) {
    let (world, there) = (World::new(&store).await, World::new(&store).await);
    let organisation = world.organisation;
    let kari = person(&store, organisation).await;
    let key = Passkey {
        credential: vec![7; 32],
        user: kari,
        name: "Telefon".to_owned(),
        content: "{}".to_owned(),
        created_at: at(1),
        used_at: None,
    };
    store.add_passkey(organisation, key.clone()).await.unwrap();
    store
        .add_passkey(organisation, key.clone())
        .await
        .unwrap_err();
    let found = store.find_passkeys_across_tenants(&[7; 32]).await.unwrap();
    assert_eq!(found, [(organisation, key.clone())]);
    let note = store.note_passkey_used(organisation, &[7; 32], "{\"n\":1}", at(9));
    note.await.unwrap();
    let used = Passkey {
        content: "{\"n\":1}".to_owned(),
        used_at: Some(at(9)),
        ..key
    };
    assert_eq!(
        store.list_passkeys(organisation, kari).await.unwrap(),
        [used]
    );
    assert_eq!(
        store.list_passkeys(there.organisation, kari).await.unwrap(),
        []
    );
    let delete = async |organisation| {
        let deleted = store.delete_passkey(organisation, kari, &[7; 32]);
        deleted.await.unwrap()
    };
    assert!(!delete(there.organisation).await);
    assert!(delete(organisation).await);
    assert!(!delete(organisation).await);
}
