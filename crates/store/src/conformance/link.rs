use super::fixture::{World, at, id};
use crate::Store;
use crate::port::Link;
use domain::{Channel, ContentHash, DocumentId, Fact, LinkId, Recipient};
use jiff::civil::date;
use std::sync::Arc;

fn link(document: DocumentId, token: &[u8]) -> Link {
    Link {
        id: id(LinkId::from_parts),
        document,
        token: ContentHash::of(token),
        channel: Channel::Sms,
        made_at: at(50),
        made_by: "Kari Nordmann".to_owned(),
        expires_at: at(1_000),
        revoked: None,
        views: 0,
        first_viewed_at: None,
        last_viewed_at: None,
    }
}

async fn add(world: &World, link: &Link) {
    let added = world.store.add_link(world.organisation, link.clone());
    assert!(added.await.unwrap());
}

async fn view(world: &World, link: &Link, seconds: i64, day: i8) -> bool {
    let noted = world.store.note_link_view(
        world.organisation,
        link.id,
        at(seconds),
        date(2026, 11, day),
    );
    noted.await.unwrap()
}

pub(super) async fn a_link_opens_until_it_is_revoked_or_expires(store: Arc<dyn Store>) {
    let world = World::new(&store).await;
    let us = world.organisation;
    let document = world.add(world.invoice(1)).await;
    let (first, second) = (link(document, b"first"), link(document, b"second"));
    for link in [&first, &second] {
        add(&world, link).await;
    }
    let listed = store.list_links(us, document).await.unwrap();
    assert_eq!(listed, [second.clone(), first.clone()]);
    let found = store.find_link_by_token(us, first.token).await.unwrap();
    assert_eq!(found.as_ref(), Some(&first));
    let unknown = store.find_link_by_token(us, ContentHash::of(b"third"));
    assert_eq!(unknown.await.unwrap(), None);
    let nothing = link(id(DocumentId::from_parts), b"fourth");
    assert!(!store.add_link(us, nothing).await.unwrap());
    let revoke = |document, link| store.revoke_link(us, (document, link), at(60), "Ola");
    let elsewhere = world.add(world.invoice(2)).await;
    assert!(!revoke(elsewhere, first.id).await.unwrap());
    assert!(revoke(document, first.id).await.unwrap());
    assert!(!revoke(document, first.id).await.unwrap(), "it was before");
    let found = store.find_link_by_token(us, first.token).await.unwrap();
    let revoked = found.and_then(|link| link.revoked);
    assert_eq!(revoked, Some((at(60), "Ola".to_owned())));
    assert!(!view(&world, &first, 70, 2).await);
    assert!(!view(&world, &second, 1_000, 2).await, "it has expired");
    assert!(view(&world, &second, 999, 2).await);
    world.assert_gap_free().await;
}

pub(super) async fn a_view_is_told_once_a_day_and_counted_each_time(store: Arc<dyn Store>) {
    let world = World::new(&store).await;
    let us = world.organisation;
    let document = world.add(world.invoice(1)).await;
    let link = link(document, b"token");
    add(&world, &link).await;
    for (seconds, day) in [(100, 1), (110, 1), (200, 2)] {
        assert!(view(&world, &link, seconds, day).await);
    }
    let counted = Link {
        views: 3,
        first_viewed_at: Some(at(100)),
        last_viewed_at: Some(at(200)),
        ..link
    };
    assert_eq!(store.list_links(us, document).await.unwrap(), [counted]);
    let events = world.events_of(document).await;
    let opened: Vec<_> = events
        .iter()
        .filter(|event| {
            event.fact
                == Fact::Opened {
                    channel: Channel::Sms,
                }
        })
        .map(|event| event.occurred_at)
        .collect();
    assert_eq!(opened, [at(100), at(200)]);
    let standing = world.standing(document).await.standing;
    assert_eq!(standing.recipient, Recipient::Opened);
    assert_eq!(standing.opened_at, Some(at(100)));
    world.assert_gap_free().await;
}

pub(super) async fn a_link_is_erased_with_its_document(store: Arc<dyn Store>) {
    let world = World::new(&store).await;
    let us = world.organisation;
    let (document, other) = (
        world.add(world.invoice(1)).await,
        world.add(world.invoice(2)).await,
    );
    let (gone, left) = (link(document, b"gone"), link(other, b"left"));
    add(&world, &gone).await;
    add(&world, &left).await;
    assert!(view(&world, &gone, 100, 1).await);
    let erased = store.erase_documents(us, vec![document], at(500)).await;
    assert_eq!(erased.unwrap().erased.documents, 1);
    let found = store.find_link_by_token(us, gone.token).await.unwrap();
    assert_eq!(found, None);
    assert_eq!(store.list_links(us, document).await.unwrap(), []);
    assert!(!view(&world, &gone, 600, 2).await);
    assert_eq!(store.list_links(us, other).await.unwrap(), [left]);
}

pub(super) async fn links_are_allowed_company_by_company(store: Arc<dyn Store>) {
    let world = World::new(&store).await;
    let (us, company) = (world.organisation, world.company);
    let are_allowed = || async { store.are_links_allowed(us, company).await.unwrap() };
    assert!(!are_allowed().await);
    for allow in [true, true, false, false, true] {
        let allowing = store.allow_links(us, company, allow, at(5));
        allowing.await.unwrap();
        assert_eq!(are_allowed().await, allow);
    }
}

pub(super) async fn anothers_links_are_unknown(store: Arc<dyn Store>) {
    let (ours, theirs) = (World::new(&store).await, World::new(&store).await);
    let document = theirs.add(theirs.invoice(1)).await;
    let link = link(document, b"token");
    add(&theirs, &link).await;
    let (us, them) = (ours.organisation, theirs.organisation);
    let allowing = store.allow_links(them, theirs.company, true, at(5));
    allowing.await.unwrap();
    let found = store.find_link_by_token(us, link.token).await.unwrap();
    assert_eq!(found, None);
    assert_eq!(store.list_links(us, document).await.unwrap(), []);
    let revoked = store.revoke_link(us, (document, link.id), at(60), "Ola");
    assert!(!revoked.await.unwrap());
    assert!(!view(&ours, &link, 100, 1).await);
    let allowed = store.are_links_allowed(us, theirs.company).await;
    assert!(!allowed.unwrap());
    let left = store.list_links(them, document).await.unwrap();
    assert_eq!(left, [link]);
}
