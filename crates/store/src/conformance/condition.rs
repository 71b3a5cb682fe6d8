use super::fixture::{World, at, company, id, kid, money, nok, payment};
use super::person::invited;
use crate::port::{Comment, CompanySettings, SavedView, Thing, UserChange, UserOutcome};
use crate::{Error, Store};
use domain::{CommentId, DocumentId, PaymentId, Role, UserId, ViewId};
use std::sync::Arc;

fn comment(document: DocumentId, author: UserId) -> Comment {
    Comment {
        id: id(CommentId::from_parts),
        document,
        author,
        author_name: "Kari Nordmann".to_owned(),
        text: "Ringt kunden.".to_owned(),
        created_at: at(5),
        edited_at: None,
    }
}

pub(super) async fn a_change_comes_about_only_as_it_was_seen(store: Arc<dyn Store>) {
    let world = World::new(&store).await;
    let organisation = world.organisation;
    let author = id(UserId::from_parts);
    let document = world.add(world.invoice(1)).await;
    let written = comment(document, author);
    let edit = |store: Arc<dyn Store>, text: &'static str, seconds: i64| {
        let id = written.id;
        async move {
            let at = at(seconds);
            store.edit_comment(organisation, id, author, text, at).await
        }
    };
    let added = store.add_comment(organisation, written.clone()).await;
    assert!(added.unwrap());
    let thing = Thing::Comment(written.id);
    let seen = store.see(organisation, thing).await.unwrap();
    assert!(edit(Arc::clone(&store), "first", 6).await.unwrap());
    let late = edit(store.provided(seen), "late", 7).await;
    assert!(matches!(late, Err(Error::Stale)), "{late:?}");
    let now = store.lookup_comment(organisation, written.id).await;
    assert_eq!(now.unwrap().unwrap().text, "first");
    // Seen anew it comes about, and what follows does not depend on it.
    let seen = store.see(organisation, thing).await.unwrap();
    let provided = store.provided(seen);
    assert!(edit(Arc::clone(&provided), "second", 8).await.unwrap());
    assert!(edit(provided, "third", 9).await.unwrap());
    let versions = store.list_comment_versions(organisation, document).await;
    assert_eq!(versions.unwrap().len(), 3);
}

pub(super) async fn of_many_who_saw_the_same_one_changes_it(store: Arc<dyn Store>) {
    let world = World::new(&store).await;
    let organisation = world.organisation;
    let author = id(UserId::from_parts);
    let document = world.add(world.invoice(1)).await;
    let written = comment(document, author);
    store
        .add_comment(organisation, written.clone())
        .await
        .unwrap();
    let seen = store.see(organisation, Thing::Comment(written.id)).await;
    let seen = seen.unwrap();
    let writers = (0..8).map(|n| {
        let (store, id) = (store.provided(seen.clone()), written.id);
        tokio::spawn(async move {
            let text = format!("text {n}");
            store
                .edit_comment(organisation, id, author, &text, at(6))
                .await
        })
    });
    let mut done = 0;
    for writer in writers.collect::<Vec<_>>() {
        match writer.await.unwrap() {
            Ok(edited) => done += usize::from(edited),
            Err(error) => assert!(matches!(error, Error::Stale), "{error:?}"),
        }
    }
    assert_eq!(done, 1);
    let versions = store.list_comment_versions(organisation, document).await;
    assert_eq!(versions.unwrap().len(), 1);
}

pub(super) async fn payments_people_and_views_are_changed_as_they_were_seen(store: Arc<dyn Store>) {
    let world = World::new(&store).await;
    let organisation = world.organisation;
    let document = world.add(world.invoice(1)).await;
    let told = money("p", &kid(77), nok(10_000));
    let paid: PaymentId = told.id;
    world.tell(payment(told)).await;
    let seen = store.see(organisation, Thing::Payment(paid)).await.unwrap();
    let matched = store.match_payment(organisation, paid, document, at(20));
    matched.await.unwrap();
    let late = store.provided(seen);
    let late = late.detach_payment(organisation, paid, at(21)).await;
    assert!(matches!(late, Err(Error::Stale)), "{late:?}");
    let now = world.payment(paid).await.matched.unwrap();
    assert_eq!(now.document, document);

    let user = invited("kari@nord.example");
    let kari = user.id;
    store.add_user(organisation, user).await.unwrap();
    let change = |name: &str| UserChange {
        name: name.to_owned(),
        role: Role::Reader,
        companies: None,
    };
    let seen = store.see(organisation, Thing::User(kari)).await.unwrap();
    // What she chooses for herself is nobody else's change.
    store.set_language(organisation, kari, "en").await.unwrap();
    let done = store.provided(seen.clone());
    let done = done.change_user(organisation, kari, change("Kari B")).await;
    assert_eq!(done.unwrap(), UserOutcome::Done);
    let late = store.provided(seen);
    let late = late.change_user(organisation, kari, change("Kari C")).await;
    assert!(matches!(late, Err(Error::Stale)), "{late:?}");

    let view = SavedView {
        id: id(ViewId::from_parts),
        owner: kari,
        owner_name: "Kari".to_owned(),
        name: "Forfalt".to_owned(),
        is_shared: true,
        filter: "payment:overdue".to_owned(),
        sort: "due".to_owned(),
        columns: String::new(),
        pictures: false,
        created_at: at(5),
        changed_at: at(5),
    };
    store.add_view(organisation, view.clone()).await.unwrap();
    let seen = store.see(organisation, Thing::View(view.id)).await.unwrap();
    let renamed = SavedView {
        name: "Etter forfall".to_owned(),
        ..view.clone()
    };
    assert!(store.change_view(organisation, renamed).await.unwrap());
    let late = store
        .provided(seen)
        .delete_view(organisation, view.id)
        .await;
    assert!(matches!(late, Err(Error::Stale)), "{late:?}");
    assert!(store.delete_view(organisation, view.id).await.unwrap());
    // What is gone is not what it was either.
    let gone = store.see(organisation, Thing::View(view.id)).await.unwrap();
    let again = store
        .provided(gone)
        .delete_view(organisation, view.id)
        .await;
    assert!(!again.unwrap());
}

pub(super) async fn companies_and_the_organisation_are_changed_as_they_were_seen(
    store: Arc<dyn Store>,
) {
    let world = World::new(&store).await;
    let organisation = world.organisation;
    let thing = Thing::Company(world.company);
    let seen = store.see(organisation, thing).await.unwrap();
    let change = |store: Arc<dyn Store>, language: &str| {
        let settings = CompanySettings {
            language: Some(language.to_owned()),
            ..CompanySettings::default()
        };
        let company = company(world.company, None);
        async move { store.change_company(organisation, company, settings).await }
    };
    assert!(change(store.provided(seen.clone()), "en").await.unwrap());
    // What is set for a company is part of what was seen.
    let late = change(store.provided(seen), "nb").await;
    assert!(matches!(late, Err(Error::Stale)), "{late:?}");
    let now = store.lookup_company_settings(organisation, world.company);
    assert_eq!(now.await.unwrap().language.as_deref(), Some("en"));

    let seen = store.see(organisation, Thing::Organisation).await.unwrap();
    let here = store.lookup_organisation(organisation).await.unwrap();
    let mut named = here.unwrap();
    named.name = "Nytt navn".to_owned();
    let first = store.provided(seen.clone());
    first.change_organisation(named.clone()).await.unwrap();
    named.name = "Nyere navn".to_owned();
    let late = store.provided(seen).change_organisation(named).await;
    assert!(matches!(late, Err(Error::Stale)), "{late:?}");
}
