use super::fixture::{World, at, id};
use crate::Store;
use crate::port::Annotation;
use domain::{AnnotationId, Channel};
use jiff::civil::date;
use std::sync::Arc;

fn annotation(world: &World, day: i8, text: &str) -> Annotation {
    Annotation {
        id: id(AnnotationId::from_parts),
        first_on: date(2026, 10, day),
        last_on: Some(date(2026, 10, day + 2)),
        company: Some(world.company),
        channel: Some(Channel::Ehf),
        text: text.to_owned(),
        created_by: None,
        created_at: at(5),
    }
}

pub(super) async fn annotations_come_back_latest_first_and_go(store: Arc<dyn Store>) {
    let world = World::new(&store).await;
    let organisation = world.organisation;
    let outage = annotation(&world, 3, "Aksesspunktet var nede");
    let letter = Annotation {
        last_on: None,
        company: None,
        channel: None,
        ..annotation(&world, 9, "Prisbrev")
    };
    for one in [&outage, &letter] {
        store
            .add_annotation(organisation, one.clone())
            .await
            .unwrap();
    }
    let listed = store.list_annotations(organisation).await.unwrap();
    assert_eq!(listed, [letter.clone(), outage.clone()]);
    assert!(
        store
            .delete_annotation(organisation, letter.id)
            .await
            .unwrap()
    );
    assert!(
        !store
            .delete_annotation(organisation, letter.id)
            .await
            .unwrap()
    );
    assert_eq!(
        store.list_annotations(organisation).await.unwrap(),
        [outage]
    );
}

pub(super) async fn anothers_annotations_are_unknown(store: Arc<dyn Store>) {
    let (ours, theirs) = (World::new(&store).await, World::new(&store).await);
    let one = annotation(&theirs, 3, "Nede");
    store
        .add_annotation(theirs.organisation, one.clone())
        .await
        .unwrap();
    assert_eq!(store.list_annotations(ours.organisation).await.unwrap(), []);
    assert!(
        !store
            .delete_annotation(ours.organisation, one.id)
            .await
            .unwrap()
    );
    assert_eq!(
        store.list_annotations(theirs.organisation).await.unwrap(),
        [one]
    );
}
