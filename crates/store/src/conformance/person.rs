use super::fixture::{World, at, id};
use crate::port::{Session, User};
use crate::{Error, Store};
use domain::{ContentHash, UserId};
use std::sync::Arc;

fn user() -> User {
    User {
        id: id(UserId::from_parts),
        email: "kari@example.no".to_owned(),
        name: "Kari Nordmann".to_owned(),
        password_hash: "$argon2id$first".to_owned(),
        language: None,
    }
}

fn session(user: &User, name: &str, until: i64) -> Session {
    Session {
        token: ContentHash::of(name.as_bytes()),
        user: user.id,
        created_at: at(until - 100),
        expires_at: at(until),
    }
}

pub(super) async fn an_address_is_taken_once_in_an_organisation(store: Arc<dyn Store>) {
    let (here, there) = (World::new(&store).await, World::new(&store).await);
    let (first, second, elsewhere) = (user(), user(), user());
    store
        .add_user(here.organisation, first.clone())
        .await
        .unwrap();
    let refused = store.add_user(here.organisation, second).await;
    assert!(
        matches!(
            refused,
            Err(Error::Conflict {
                constraint: "user.email"
            })
        ),
        "{refused:?}"
    );
    store
        .add_user(there.organisation, elsewhere.clone())
        .await
        .unwrap();
    let found = store
        .find_users_by_email_across_tenants("kari@example.no")
        .await
        .unwrap();
    assert_eq!(
        found,
        [(here.organisation, first), (there.organisation, elsewhere)]
    );
    let none = store
        .find_users_by_email_across_tenants("ola@example.no")
        .await;
    assert_eq!(none.unwrap(), []);
}

pub(super) async fn a_new_password_ends_all_sessions(store: Arc<dyn Store>) {
    let world = World::new(&store).await;
    let organisation = world.organisation;
    let (kari, mut ola) = (user(), user());
    ola.email = "ola@example.no".to_owned();
    for person in [&kari, &ola] {
        store.add_user(organisation, person.clone()).await.unwrap();
    }
    let sessions = [
        session(&kari, "a", 500),
        session(&kari, "b", 500),
        session(&ola, "c", 500),
    ];
    for session in &sessions {
        store
            .add_session(organisation, session.clone())
            .await
            .unwrap();
    }
    assert!(
        store
            .set_password(organisation, kari.id, "$argon2id$second")
            .await
            .unwrap()
    );
    assert!(
        store
            .set_language(organisation, kari.id, "en")
            .await
            .unwrap()
    );
    let mut left = Vec::new();
    for session in &sessions {
        left.extend(
            store
                .lookup_session(organisation, session.token)
                .await
                .unwrap(),
        );
    }
    assert_eq!(left, sessions[2..]);
    let changed = store
        .lookup_user(organisation, kari.id)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(changed.password_hash, "$argon2id$second");
    assert_eq!(changed.language.as_deref(), Some("en"));
    let unknown = store
        .set_password(organisation, id(UserId::from_parts), "x")
        .await;
    assert!(!unknown.unwrap());
}

pub(super) async fn sessions_are_extended_and_ended(store: Arc<dyn Store>) {
    let world = World::new(&store).await;
    let (organisation, person) = (world.organisation, user());
    store.add_user(organisation, person.clone()).await.unwrap();
    let begun = session(&person, "a", 500);
    store
        .add_session(organisation, begun.clone())
        .await
        .unwrap();
    store
        .extend_session(organisation, begun.token, at(900))
        .await
        .unwrap();
    let found = store
        .lookup_session(organisation, begun.token)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(found.expires_at, at(900));
    assert_eq!(found.user, person.id);
    store
        .delete_session(organisation, begun.token)
        .await
        .unwrap();
    let gone = store
        .lookup_session(organisation, begun.token)
        .await
        .unwrap();
    assert_eq!(gone, None);
}

pub(super) async fn sessions_that_are_over_are_cleared_away(store: Arc<dyn Store>) {
    let world = World::new(&store).await;
    let (organisation, person) = (world.organisation, user());
    store.add_user(organisation, person.clone()).await.unwrap();
    let (old, new) = (session(&person, "old", 200), session(&person, "new", 400));
    store.add_session(organisation, old.clone()).await.unwrap();
    let kept = store.lookup_session(organisation, old.token).await.unwrap();
    assert_eq!(kept, Some(old.clone()));
    store.add_session(organisation, new.clone()).await.unwrap();
    assert_eq!(
        store.lookup_session(organisation, old.token).await.unwrap(),
        None
    );
    assert_eq!(
        store.lookup_session(organisation, new.token).await.unwrap(),
        Some(new)
    );
}
