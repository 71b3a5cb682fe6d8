use super::fixture::{World, at, id};
use super::person::invited;
use crate::Store;
use crate::port::SavedView;
use domain::{DocumentId, Seq, UserId, ViewId};
use std::sync::Arc;

fn view(owner: UserId, name: &str, filter: &str) -> SavedView {
    SavedView {
        id: id(ViewId::from_parts),
        owner,
        owner_name: "Kari Nordmann".to_owned(),
        name: name.to_owned(),
        is_shared: false,
        filter: filter.to_owned(),
        sort: "-received".to_owned(),
        columns: "number,due".to_owned(),
        pictures: false,
        created_at: at(5),
        changed_at: at(5),
    }
}

async fn names(world: &World, person: UserId) -> Vec<String> {
    let views = world.store.list_views(world.organisation, person).await;
    views.unwrap().into_iter().map(|view| view.name).collect()
}

pub(super) async fn a_view_comes_back_as_it_was_saved_and_changed(store: Arc<dyn Store>) {
    let world = World::new(&store).await;
    let organisation = world.organisation;
    let owner = id(UserId::from_parts);
    let (second, first) = (
        view(owner, "Forfalt", "payment:overdue"),
        view(owner, "Feilet", "delivery:failed"),
    );
    for one in [&second, &first] {
        store.add_view(organisation, one.clone()).await.unwrap();
    }
    let listed = store.list_views(organisation, owner).await.unwrap();
    assert_eq!(listed, [first.clone(), second.clone()]);
    let changed = SavedView {
        name: "Ankommer ikke".to_owned(),
        is_shared: true,
        filter: "delivery:failed,returned".to_owned(),
        sort: "due".to_owned(),
        columns: String::new(),
        pictures: true,
        changed_at: at(9),
        ..first.clone()
    };
    let other_owner = SavedView {
        owner: id(UserId::from_parts),
        created_at: at(9),
        ..changed.clone()
    };
    assert!(store.change_view(organisation, other_owner).await.unwrap());
    let found = store.lookup_view(organisation, first.id).await.unwrap();
    assert_eq!(found, Some(changed));
    assert!(store.delete_view(organisation, first.id).await.unwrap());
    assert!(!store.delete_view(organisation, first.id).await.unwrap());
    assert!(!store.change_view(organisation, first).await.unwrap());
    assert_eq!(
        store.list_views(organisation, owner).await.unwrap(),
        [second]
    );
}

pub(super) async fn a_list_opens_with_a_view_until_it_is_gone(store: Arc<dyn Store>) {
    let world = World::new(&store).await;
    let organisation = world.organisation;
    let owner = id(UserId::from_parts);
    let (one, other) = (view(owner, "En", ""), view(owner, "To", ""));
    for view in [&one, &other] {
        store.add_view(organisation, view.clone()).await.unwrap();
    }
    let opens_with = async || {
        let found = store.lookup_default_view(organisation, owner).await;
        found.unwrap()
    };
    let set = async |view| {
        let set = store.set_default_view(organisation, owner, view).await;
        set.unwrap()
    };
    assert_eq!(opens_with().await, None);
    assert!(set(Some(one.id)).await);
    assert!(set(Some(other.id)).await);
    assert_eq!(opens_with().await, Some(other.id));
    assert!(!set(Some(id(ViewId::from_parts))).await);
    assert_eq!(opens_with().await, Some(other.id));
    assert!(set(None).await);
    assert_eq!(opens_with().await, None);
    assert!(set(Some(one.id)).await);
    assert!(store.delete_view(organisation, one.id).await.unwrap());
    assert_eq!(opens_with().await, None);
}

pub(super) async fn what_only_one_person_has_goes_with_them(store: Arc<dyn Store>) {
    let world = World::new(&store).await;
    let organisation = world.organisation;
    let leaving = invited("ola@vind.example");
    store.add_user(organisation, leaving.clone()).await.unwrap();
    let own = view(leaving.id, "Egen", "");
    let shared = SavedView {
        is_shared: true,
        ..view(leaving.id, "Delt", "")
    };
    for view in [&own, &shared] {
        store.add_view(organisation, view.clone()).await.unwrap();
    }
    let set = store.set_default_view(organisation, leaving.id, Some(shared.id));
    assert!(set.await.unwrap());
    let stranger = id(UserId::from_parts);
    assert_eq!(names(&world, leaving.id).await, ["Delt", "Egen"]);
    assert_eq!(names(&world, stranger).await, ["Delt"]);
    store.delete_user(organisation, leaving.id).await.unwrap();
    assert_eq!(names(&world, leaving.id).await, ["Delt"]);
    let opens_with = store.lookup_default_view(organisation, leaving.id).await;
    assert_eq!(opens_with.unwrap(), None);
}

pub(super) async fn a_view_about_somebody_goes_when_they_are_erased(store: Arc<dyn Store>) {
    let world = World::new(&store).await;
    let organisation = world.organisation;
    let (first, second) = (
        world.add(world.invoice(1)).await,
        world.add(world.invoice(2)).await,
    );
    let owner = id(UserId::from_parts);
    for (name, filter) in [
        ("Alt", ""),
        ("Feilet", "delivery:failed"),
        ("Kundenummer", "customer:1"),
        ("Navn", "\"kunde 1\""),
        ("Nummer", "F1"),
        ("Sak mot Kunde 1", "delivery:failed"),
        ("Til den andre", "customer:\"Kunde 2\""),
    ] {
        let view = view(owner, name, filter);
        store.add_view(organisation, view).await.unwrap();
    }
    erase(&world, first).await;
    assert_eq!(
        names(&world, owner).await,
        ["Alt", "Feilet", "Til den andre"]
    );
    erase(&world, second).await;
    assert_eq!(names(&world, owner).await, ["Alt", "Feilet"]);
}

/// Erases a document and then its customer, who has no other.
async fn erase(world: &World, document: DocumentId) {
    let (store, organisation) = (&world.store, world.organisation);
    let customer = world.standing(document).await.head.customer;
    let erased = store.erase_documents(organisation, vec![document], at(900));
    assert_eq!(erased.await.unwrap().erased.documents, 1);
    let looked_at = store.last_seq(organisation).await.unwrap();
    let erased = store.erase_customers(organisation, vec![customer], looked_at);
    assert_eq!(erased.await.unwrap(), 1);
    assert!(looked_at > Seq(0));
}

pub(super) async fn anothers_views_are_unknown(store: Arc<dyn Store>) {
    let (ours, theirs) = (World::new(&store).await, World::new(&store).await);
    let one = view(id(UserId::from_parts), "Deres", "");
    store
        .add_view(theirs.organisation, one.clone())
        .await
        .unwrap();
    let us = ours.organisation;
    assert_eq!(store.list_views(us, one.owner).await.unwrap(), []);
    assert_eq!(store.lookup_view(us, one.id).await.unwrap(), None);
    assert!(!store.change_view(us, one.clone()).await.unwrap());
    assert!(!store.delete_view(us, one.id).await.unwrap());
    let set = store.set_default_view(us, one.owner, Some(one.id)).await;
    assert!(!set.unwrap());
    let listed = store.list_views(theirs.organisation, one.owner).await;
    assert_eq!(listed.unwrap(), [one]);
}
