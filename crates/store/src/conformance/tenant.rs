use super::fixture::{World, at, document, id, kid, money, nok, payment};
use crate::Store;
use crate::port::{Comment, MatchOutcome, NewDocumentEvent, PaymentFilter, Session, User, Volume};
use domain::{CommentId, ContentHash, Fact, Seq, SourceKey, UserId};
use std::sync::Arc;

/// Every verb, asked by one organisation about the things of another, answers
/// as if there were no such thing, and leaves it as it was.
pub(super) async fn another_organisation_sees_nothing_and_changes_nothing(store: Arc<dyn Store>) {
    let (ours, theirs) = (World::new(&store).await, World::new(&store).await);
    let packed = store
        .pack_original(theirs.organisation, b"bytes".to_vec())
        .await
        .unwrap();
    let hash = packed.hash;
    let paid = money("1", "unknown", nok(100_000));
    let payment_id = paid.id;
    let mut intake = theirs.intake(vec![document(theirs.invoice(1)), payment(paid)]);
    let import = intake.import.id;
    intake.originals.push(packed);
    let recorded = store
        .record(theirs.organisation, vec![intake])
        .await
        .unwrap();
    let document_id = recorded[0][0].document.unwrap();
    let customer = theirs.standing(document_id).await.head.customer;
    let user = User {
        id: id(UserId::from_parts),
        email: "kari@example.no".to_owned(),
        name: "Kari".to_owned(),
        password_hash: "$argon2id$x".to_owned(),
        language: None,
    };
    store
        .add_user(theirs.organisation, user.clone())
        .await
        .unwrap();
    let session = Session {
        token: ContentHash::of(b"token"),
        user: user.id,
        created_at: at(0),
        expires_at: at(1_000),
    };
    store
        .add_session(theirs.organisation, session.clone())
        .await
        .unwrap();
    let comment = Comment {
        id: id(CommentId::from_parts),
        document: document_id,
        author: user.id,
        author_name: user.name.clone(),
        text: "hei".to_owned(),
        created_at: at(5),
        edited_at: None,
    };
    assert!(
        store
            .add_comment(theirs.organisation, comment.clone())
            .await
            .unwrap()
    );
    let before = theirs.log().await;

    let us = ours.organisation;
    assert_eq!(store.lookup_document(us, document_id).await.unwrap(), None);
    assert_eq!(
        store.find_documents_by_number(us, "F1", 9).await.unwrap(),
        []
    );
    assert_eq!(
        store.list_document_events(us, document_id).await.unwrap(),
        []
    );
    assert_eq!(store.list_events_after(us, Seq(0), 9).await.unwrap(), []);
    assert_eq!(store.last_seq(us).await.unwrap(), Seq(0));
    let appended = store
        .append_events(us, vec![held(&theirs, document_id)])
        .await;
    assert_eq!(appended.unwrap(), 0);
    assert_eq!(
        store.lookup_standings(us, &[document_id]).await.unwrap(),
        []
    );
    assert_eq!(store.list_standings_after(us, Seq(0), 9).await.unwrap(), []);
    assert_eq!(store.refold(us, &|_| {}).await.unwrap(), (0, 0));
    assert_eq!(store.lookup_customers(us, &[customer]).await.unwrap(), []);
    assert_eq!(store.list_customers_after(us, Seq(0), 9).await.unwrap(), []);
    assert_eq!(store.list_companies(us).await.unwrap().len(), 1);
    assert_eq!(store.lookup_payment(us, payment_id).await.unwrap(), None);
    let all = PaymentFilter::default();
    assert_eq!(store.list_payments(us, &all, None, 9).await.unwrap(), []);
    assert_eq!(store.count_payments(us, &all).await.unwrap().payments, 0);
    let by_amount = store
        .find_documents_by_outstanding(us, nok(100_000), 9)
        .await;
    assert_eq!(by_amount.unwrap(), []);
    let own = ours.add(ours.invoice(5)).await;
    for (payment, document) in [(payment_id, document_id), (payment_id, own)] {
        let matched = store.match_payment(us, payment, document, at(9)).await;
        assert_eq!(matched.unwrap(), MatchOutcome::Unknown);
    }
    let own_payment = money("2", "unknown", nok(100_000));
    let own_payment_id = own_payment.id;
    ours.tell(payment(own_payment)).await;
    let matched = store
        .match_payment(us, own_payment_id, document_id, at(9))
        .await;
    assert_eq!(matched.unwrap(), MatchOutcome::Unknown);
    let detached = store.detach_payment(us, payment_id, at(9)).await;
    assert_eq!(detached.unwrap(), MatchOutcome::Unknown);
    assert_eq!(store.lookup_import(us, import).await.unwrap(), None);
    assert_eq!(
        store
            .list_import_items(us, import, None, 0, 9)
            .await
            .unwrap(),
        []
    );
    assert_eq!(store.list_comments(us, document_id).await.unwrap(), []);
    let again = Comment {
        id: id(CommentId::from_parts),
        ..comment.clone()
    };
    assert!(!store.add_comment(us, again).await.unwrap());
    let edited = store
        .edit_comment(us, comment.id, user.id, "ha", at(9))
        .await;
    assert!(!edited.unwrap());
    assert_eq!(store.lookup_user(us, user.id).await.unwrap(), None);
    assert!(
        !store
            .set_password(us, user.id, "$argon2id$y")
            .await
            .unwrap()
    );
    assert!(!store.set_language(us, user.id, "en").await.unwrap());
    assert_eq!(store.lookup_session(us, session.token).await.unwrap(), None);
    store
        .extend_session(us, session.token, at(9_000))
        .await
        .unwrap();
    store.delete_session(us, session.token).await.unwrap();
    assert!(store.add_session(us, session.clone()).await.is_err());
    assert_eq!(store.read_original(us, hash).await.unwrap(), None);

    let them = theirs.organisation;
    assert_eq!(theirs.log().await, before);
    assert_eq!(store.lookup_user(them, user.id).await.unwrap(), Some(user));
    let kept = store.lookup_session(them, session.token).await.unwrap();
    assert_eq!(kept, Some(session));
    assert_eq!(
        store.list_comments(them, document_id).await.unwrap(),
        [comment]
    );
    let volume = Volume {
        documents: 1,
        events: 3,
        payments: 1,
        originals: 1,
        waiting: 0,
    };
    assert_eq!(store.volume(them).await.unwrap(), volume);
}

fn held(world: &World, document: domain::DocumentId) -> NewDocumentEvent {
    NewDocumentEvent {
        document,
        source: SourceKey::new("attack", world.organisation.to_string()),
        occurred_at: at(1),
        learned_at: at(1),
        fact: Fact::Held,
    }
}

pub(super) async fn the_same_keys_in_two_organisations_do_not_meet(store: Arc<dyn Store>) {
    let (one, two) = (World::new(&store).await, World::new(&store).await);
    let first = one.add(one.invoice(1)).await;
    let paid = two.tell(payment(money("1", &kid(1), nok(100_000)))).await;
    assert_eq!(paid.document, None);
    let second = two.add(two.invoice(1)).await;
    assert_ne!(first, second);
    assert_eq!(one.standing(first).await.standing.paid_minor, 0);
    assert_eq!(two.standing(second).await.standing.paid_minor, 100_000);
    one.assert_gap_free().await;
    two.assert_gap_free().await;
}
