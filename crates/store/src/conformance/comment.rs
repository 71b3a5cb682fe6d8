use super::fixture::{World, at, id};
use crate::port::{Comment, Mention};
use crate::{Error, Store};
use domain::{CommentId, DocumentId, UserId};
use std::sync::Arc;

fn comment(document: DocumentId, seconds: i64) -> Comment {
    Comment {
        id: id(CommentId::from_parts),
        document,
        author: id(UserId::from_parts),
        author_name: "Kari Nordmann".to_owned(),
        text: "Ringt kunden.".to_owned(),
        created_at: at(seconds),
        edited_at: None,
    }
}

pub(super) async fn a_comment_is_counted_and_told_in_the_log(store: Arc<dyn Store>) {
    let world = World::new(&store).await;
    let document = world.add(world.invoice(1)).await;
    let (second, first) = (comment(document, 60), comment(document, 50));
    for comment in [&second, &first] {
        assert!(
            store
                .add_comment(world.organisation, comment.clone())
                .await
                .unwrap()
        );
    }
    let listed = store
        .list_comments(world.organisation, document)
        .await
        .unwrap();
    assert_eq!(listed, [first.clone(), second]);
    let row = world.standing(document).await;
    assert_eq!(
        (row.standing.comments, row.standing.changed_at),
        (2, at(60))
    );
    assert_eq!(world.events_of(document).await.len(), 3);
    let again = store.add_comment(world.organisation, first).await;
    assert!(
        matches!(
            again,
            Err(Error::Conflict {
                constraint: "comment.id"
            })
        ),
        "{again:?}"
    );
    world.assert_gap_free().await;
}

pub(super) async fn only_the_author_edits_a_comment(store: Arc<dyn Store>) {
    let world = World::new(&store).await;
    let document = world.add(world.invoice(1)).await;
    let written = comment(document, 50);
    store
        .add_comment(world.organisation, written.clone())
        .await
        .unwrap();
    let edit = |author, text: &'static str, seconds| {
        let store = Arc::clone(&store);
        let organisation = world.organisation;
        async move {
            let edited = store.edit_comment(organisation, written.id, author, text, at(seconds));
            edited.await.unwrap()
        }
    };
    assert!(!edit(id(UserId::from_parts), "Nei.", 55).await);
    assert!(edit(written.author, "Sendt e-post.", 60).await);
    assert!(edit(written.author, "Fikk svar.", 70).await);
    let listed = store
        .list_comments(world.organisation, document)
        .await
        .unwrap();
    assert_eq!(listed[0].text, "Fikk svar.");
    assert_eq!(listed[0].created_at, at(50));
    assert_eq!(listed[0].edited_at, Some(at(70)));
    let versions = store
        .list_comment_versions(world.organisation, document)
        .await
        .unwrap();
    let said: Vec<_> = versions
        .iter()
        .map(|version| (version.text.as_str(), version.replaced_at))
        .collect();
    assert_eq!(said, [("Ringt kunden.", at(60)), ("Sendt e-post.", at(70))]);
    assert_eq!(world.standing(document).await.standing.comments, 1);
}

pub(super) async fn a_comment_on_nothing_is_refused(store: Arc<dyn Store>) {
    let world = World::new(&store).await;
    let nothing = comment(id(DocumentId::from_parts), 1);
    assert!(
        !store
            .add_comment(world.organisation, nothing)
            .await
            .unwrap()
    );
    assert_eq!(world.log().await, []);
}

pub(super) async fn whoever_is_mentioned_is_noted_once(store: Arc<dyn Store>) {
    let (world, other) = (World::new(&store).await, World::new(&store).await);
    let organisation = world.organisation;
    let document = world.add(world.invoice(1)).await;
    let written = comment(document, 50);
    store
        .add_comment(organisation, written.clone())
        .await
        .unwrap();
    let mention = |name: &str| Mention {
        comment: written.id,
        person: id(UserId::from_parts),
        name: name.to_owned(),
    };
    let (ola, per) = (mention("Ola"), mention("Per"));
    for (people, seconds) in [
        (vec![per.clone()], 60),
        (vec![ola.clone(), per.clone()], 70),
    ] {
        let added = store.add_mentions(organisation, people, at(seconds));
        added.await.unwrap();
    }
    let listed = store.list_mentions(organisation, document).await.unwrap();
    assert_eq!(listed, [per.clone(), ola]);
    let found = store.lookup_comment(organisation, written.id).await;
    assert_eq!(found.unwrap(), Some(written.clone()));
    let stranger = other.organisation;
    let found = store.lookup_comment(stranger, written.id).await.unwrap();
    assert_eq!(found, None);
    store
        .add_mentions(stranger, vec![per], at(80))
        .await
        .unwrap();
    let listed = store.list_mentions(stranger, document).await.unwrap();
    assert_eq!(listed, []);
    let erased = store.erase_documents(organisation, vec![document], at(900));
    assert_eq!(erased.await.unwrap().erased.documents, 1);
    let listed = store.list_mentions(organisation, document).await.unwrap();
    assert_eq!(listed, []);
}
