use super::fixture::{World, at, id};
use crate::Store;
use domain::{Channel, DocumentId, Fact, ResendId};
use std::sync::Arc;

pub(super) async fn it_is_told_once_and_changes_nothing_else(store: Arc<dyn Store>) {
    let world = World::new(&store).await;
    let document = world.add(world.invoice(1)).await;
    let before = world.standing(document).await.standing;
    let resend = id(ResendId::from_parts);
    let channel = Some(Channel::Print);
    let ask =
        |document| store.ask_for_resend(world.organisation, resend, document, channel, at(60));
    assert!(ask(document).await.unwrap());
    assert!(ask(document).await.unwrap());
    let events = world.events_of(document).await;
    assert_eq!(events.len(), 2);
    assert_eq!(events[1].fact, Fact::ResendAsked { resend, channel });
    let mut after = world.standing(document).await.standing;
    assert_eq!(after.changed_at, at(60));
    after.changed_at = before.changed_at;
    assert_eq!(after, before);
    world.assert_gap_free().await;
}

pub(super) async fn of_nothing_and_of_anothers_it_is_refused(store: Arc<dyn Store>) {
    let (ours, theirs) = (World::new(&store).await, World::new(&store).await);
    let document = theirs.add(theirs.invoice(1)).await;
    for document in [document, id(DocumentId::from_parts)] {
        let resend = id(ResendId::from_parts);
        let asked = store.ask_for_resend(ours.organisation, resend, document, None, at(60));
        assert!(!asked.await.unwrap());
    }
    assert_eq!(theirs.events_of(document).await.len(), 1);
}
