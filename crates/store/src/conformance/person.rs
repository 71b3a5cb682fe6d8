use super::fixture::{World, at, id};
use crate::port::{Session, TokenPurpose, User, UserChange, UserOutcome, UserToken};
use crate::{Error, Store};
use domain::{CompanyId, ContentHash, Role, UserId};
use std::sync::Arc;

fn user() -> User {
    User {
        id: id(UserId::from_parts),
        email: "kari@example.no".to_owned(),
        name: "Kari Nordmann".to_owned(),
        password_hash: "$argon2id$first".to_owned(),
        language: None,
        role: Role::Administrator,
        companies: None,
        keys_off: false,
        is_platform: false,
        joined_at: Some(at(0)),
        subject: None,
    }
}

fn session(user: &User, name: &str, until: i64) -> Session {
    Session {
        token: ContentHash::of(name.as_bytes()),
        user: user.id,
        created_at: at(until - 100),
        expires_at: at(until),
        seen_at: at(until - 50),
        proven_at: at(until - 100),
        is_strong: false,
        agent: Some("Firefox".to_owned()),
        address: Some("192.0.2.1".to_owned()),
        seen_as: None,
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
            .set_password(organisation, kari.id, "$argon2id$second", None)
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
        .set_password(organisation, id(UserId::from_parts), "x", None)
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
        .extend_session(organisation, begun.token, at(450), at(900))
        .await
        .unwrap();
    let found = store
        .lookup_session(organisation, begun.token)
        .await
        .unwrap()
        .unwrap();
    assert_eq!((found.seen_at, found.expires_at), (at(450), at(900)));
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

pub(super) fn invited(email: &str) -> User {
    User {
        email: email.to_owned(),
        password_hash: String::new(),
        role: Role::Editor,
        companies: Some(vec![id(CompanyId::from_parts), id(CompanyId::from_parts)]),
        joined_at: None,
        ..user()
    }
}

pub(super) async fn a_person_comes_back_as_they_were_added_and_changed(store: Arc<dyn Store>) {
    let world = World::new(&store).await;
    let organisation = world.organisation;
    let (kari, ola) = (user(), invited("ola@example.no"));
    for person in [&kari, &ola] {
        store.add_user(organisation, person.clone()).await.unwrap();
    }
    let listed = store.list_users(organisation).await.unwrap();
    assert_eq!(listed.len(), 2);
    assert!(
        listed.contains(&kari) && listed.contains(&ola),
        "{listed:?}"
    );
    let change = UserChange {
        name: "Ola".to_owned(),
        role: Role::Auditor,
        companies: None,
    };
    let changed = store.change_user(organisation, ola.id, change).await;
    assert_eq!(changed.unwrap(), UserOutcome::Done);
    assert!(
        store
            .set_profile(organisation, ola.id, "Ola N", true)
            .await
            .unwrap()
    );
    assert!(
        store
            .set_subject(organisation, ola.id, "s1", at(7))
            .await
            .unwrap()
    );
    assert!(
        store
            .set_platform(organisation, ola.id, true)
            .await
            .unwrap()
    );
    let found = store
        .find_user_by_subject(organisation, "s1")
        .await
        .unwrap();
    let expected = User {
        name: "Ola N".to_owned(),
        role: Role::Auditor,
        companies: None,
        keys_off: true,
        is_platform: true,
        joined_at: Some(at(7)),
        subject: Some("s1".to_owned()),
        ..ola
    };
    assert_eq!(found, Some(expected));
}

pub(super) async fn the_last_administrator_stays(store: Arc<dyn Store>) {
    let world = World::new(&store).await;
    let organisation = world.organisation;
    let (kari, mut other) = (user(), user());
    other.email = "ola@example.no".to_owned();
    // Invited only, so nobody could sign in.
    other.joined_at = None;
    for person in [&kari, &other] {
        store.add_user(organisation, person.clone()).await.unwrap();
    }
    let less = |companies| UserChange {
        name: "Kari".to_owned(),
        role: Role::Administrator,
        companies,
    };
    let limited = less(Some(vec![world.company]));
    let changed = store
        .change_user(organisation, kari.id, limited.clone())
        .await;
    assert_eq!(changed.unwrap(), UserOutcome::LastAdministrator);
    let deleted = store.delete_user(organisation, kari.id).await;
    assert_eq!(deleted.unwrap(), UserOutcome::LastAdministrator);
    let renamed = store.change_user(organisation, kari.id, less(None)).await;
    assert_eq!(renamed.unwrap(), UserOutcome::Done);
    store
        .set_subject(organisation, other.id, "s", at(1))
        .await
        .unwrap();
    let changed = store.change_user(organisation, kari.id, limited).await;
    assert_eq!(changed.unwrap(), UserOutcome::Done);
    let deleted = store.delete_user(organisation, other.id).await;
    assert_eq!(deleted.unwrap(), UserOutcome::LastAdministrator);
}

pub(super) async fn a_person_goes_with_whatever_lets_them_in(store: Arc<dyn Store>) {
    let world = World::new(&store).await;
    let organisation = world.organisation;
    let (kari, ola) = (user(), invited("ola@example.no"));
    for person in [&kari, &ola] {
        store.add_user(organisation, person.clone()).await.unwrap();
    }
    let begun = session(&ola, "a", 500);
    store
        .add_session(organisation, begun.clone())
        .await
        .unwrap();
    let letter = letter(&ola, "letter", 500);
    store
        .add_user_token(organisation, letter.clone())
        .await
        .unwrap();
    store
        .put_totp(organisation, ola.id, vec![1; 20])
        .await
        .unwrap();
    let codes = vec![ContentHash::of(b"code")];
    store
        .confirm_totp(organisation, ola.id, at(1), codes)
        .await
        .unwrap();
    let deleted = store.delete_user(organisation, ola.id).await;
    assert_eq!(deleted.unwrap(), UserOutcome::Done);
    assert_eq!(store.lookup_user(organisation, ola.id).await.unwrap(), None);
    let session = store.lookup_session(organisation, begun.token).await;
    assert_eq!(session.unwrap(), None);
    let token = store.lookup_user_token(organisation, letter.token).await;
    assert_eq!(token.unwrap(), None);
    assert_eq!(store.list_users(organisation).await.unwrap(), [kari]);
}

fn letter(user: &User, name: &str, until: i64) -> UserToken {
    UserToken {
        token: ContentHash::of(name.as_bytes()),
        user: user.id,
        purpose: TokenPurpose::Invitation,
        created_at: at(0),
        expires_at: at(until),
    }
}

pub(super) async fn a_letter_lets_in_once_and_not_for_ever(store: Arc<dyn Store>) {
    let world = World::new(&store).await;
    let organisation = world.organisation;
    let ola = invited("ola@example.no");
    store.add_user(organisation, ola.clone()).await.unwrap();
    let redeem = async |letter: &UserToken, now| {
        let redeemed = store.redeem_user_token(organisation, letter.token, "$argon2id$n", at(now));
        redeemed.await.unwrap()
    };
    let (old, new) = (letter(&ola, "old", 100), letter(&ola, "new", 100));
    for letter in [&old, &new] {
        store
            .add_user_token(organisation, letter.clone())
            .await
            .unwrap();
    }
    // A newer letter takes the place of the older.
    assert_eq!(redeem(&old, 50).await, None);
    assert_eq!(redeem(&new, 100).await, None);
    assert_eq!(redeem(&new, 99).await, Some(ola.id));
    assert_eq!(redeem(&new, 99).await, None);
    let user = store
        .lookup_user(organisation, ola.id)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(user.joined_at, Some(at(99)));
    assert_eq!(user.password_hash, "$argon2id$n");
}

pub(super) async fn a_new_password_keeps_the_session_it_was_set_in(store: Arc<dyn Store>) {
    let world = World::new(&store).await;
    let (organisation, kari) = (world.organisation, user());
    store.add_user(organisation, kari.clone()).await.unwrap();
    let (one, two) = (session(&kari, "a", 500), session(&kari, "b", 500));
    for session in [&one, &two] {
        store
            .add_session(organisation, session.clone())
            .await
            .unwrap();
    }
    store
        .prove_session(organisation, one.token, at(470), true)
        .await
        .unwrap();
    store
        .see_as(organisation, one.token, Some(Role::Reader))
        .await
        .unwrap();
    let set = store.set_password(organisation, kari.id, "$argon2id$n", Some(one.token));
    assert!(set.await.unwrap());
    let kept = Session {
        proven_at: at(470),
        is_strong: true,
        seen_as: Some(Role::Reader),
        ..one
    };
    let left = store.list_sessions(organisation, kari.id).await.unwrap();
    assert_eq!(left, [kept]);
    store.delete_sessions(organisation, kari.id).await.unwrap();
    let left = store.list_sessions(organisation, kari.id).await.unwrap();
    assert_eq!(left, []);
}
