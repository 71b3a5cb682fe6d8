//! Every verb, asked by one organisation about the things of another, answers
//! as if there were no such thing, and leaves it as it was.

use super::fixture::{World, at, document, id, kid, money, nok, payment};
use crate::Store;
use crate::port::{
    Comment, MatchOutcome, NewDocumentEvent, PaymentFilter, Session, User, UserChange, UserOutcome,
    Volume,
};
use domain::{
    CommentId, ContentHash, DocumentId, Event, Fact, ImportId, OrganisationId, PaymentId, Role,
    Seq, SourceKey, UserId,
};
use std::sync::Arc;

/// One of everything that an organisation can have, and another organisation
/// that would like to know.
struct Walls {
    store: Arc<dyn Store>,
    ours: World,
    theirs: World,
    document: DocumentId,
    payment: PaymentId,
    import: ImportId,
    original: ContentHash,
    user: User,
    session: Session,
    comment: Comment,
    log: Vec<Event>,
}

impl Walls {
    async fn new(store: &Arc<dyn Store>) -> Self {
        let (ours, theirs) = (World::new(store).await, World::new(store).await);
        let organisation = theirs.organisation;
        let packed = store.pack_original(organisation, b"bytes".to_vec()).await;
        let packed = packed.unwrap();
        let original = packed.hash;
        let paid = money("1", "unknown", nok(100_000));
        let payment_id = paid.id;
        let mut intake = theirs.intake(vec![document(theirs.invoice(1)), payment(paid)]);
        let import = intake.import.id;
        intake.originals.push(packed);
        let recorded = store.record(organisation, vec![intake]).await.unwrap();
        let document = recorded[0][0].document.unwrap();
        let user = user();
        store.add_user(organisation, user.clone()).await.unwrap();
        let session = session(&user);
        store
            .add_session(organisation, session.clone())
            .await
            .unwrap();
        let comment = comment(document, &user);
        assert!(
            store
                .add_comment(organisation, comment.clone())
                .await
                .unwrap()
        );
        Self {
            store: Arc::clone(store),
            log: theirs.log().await,
            ours,
            theirs,
            document,
            payment: payment_id,
            import,
            original,
            user,
            session,
            comment,
        }
    }

    fn us(&self) -> OrganisationId {
        self.ours.organisation
    }

    async fn assert_untouched(&self) {
        let (store, them) = (&self.store, self.theirs.organisation);
        assert_eq!(self.theirs.log().await, self.log);
        let user = store.lookup_user(them, self.user.id).await.unwrap();
        assert_eq!(user.as_ref(), Some(&self.user));
        let session = store
            .lookup_session(them, self.session.token)
            .await
            .unwrap();
        assert_eq!(session.as_ref(), Some(&self.session));
        let comments = store.list_comments(them, self.document).await.unwrap();
        assert_eq!(comments, std::slice::from_ref(&self.comment));
        let original = store.read_original(them, self.original).await.unwrap();
        assert_eq!(original.as_deref(), Some(b"bytes".as_slice()));
        assert_eq!(self.theirs.payment(self.payment).await.matched, None);
        let volume = Volume {
            documents: 1,
            events: 3,
            payments: 1,
            originals: 1,
            waiting: 0,
        };
        assert_eq!(store.volume(them).await.unwrap(), volume);
    }
}

fn user() -> User {
    User {
        id: id(UserId::from_parts),
        email: "kari@example.no".to_owned(),
        name: "Kari".to_owned(),
        password_hash: "$argon2id$x".to_owned(),
        language: None,
        role: Role::Administrator,
        companies: None,
        keys_off: false,
        is_platform: false,
        joined_at: Some(at(0)),
        subject: Some("kari".to_owned()),
    }
}

fn session(user: &User) -> Session {
    Session {
        token: ContentHash::of(b"token"),
        user: user.id,
        created_at: at(0),
        expires_at: at(1_000),
        seen_at: at(0),
        proven_at: at(0),
        is_strong: true,
        agent: Some("Firefox".to_owned()),
        address: None,
        seen_as: None,
    }
}

fn comment(document: DocumentId, author: &User) -> Comment {
    Comment {
        id: id(CommentId::from_parts),
        document,
        author: author.id,
        author_name: author.name.clone(),
        text: "hei".to_owned(),
        created_at: at(5),
        edited_at: None,
    }
}

pub(super) async fn anothers_documents_are_unknown(store: Arc<dyn Store>) {
    let walls = Walls::new(&store).await;
    let (us, id) = (walls.us(), walls.document);
    let customer = walls.theirs.standing(id).await.head.customer;
    assert_eq!(store.lookup_document(us, id).await.unwrap(), None);
    let by_number = store.find_documents_by_number(us, "F1", 9).await;
    assert_eq!(by_number.unwrap(), []);
    assert_eq!(store.list_document_events(us, id).await.unwrap(), []);
    assert_eq!(store.list_events_after(us, Seq(0), 9).await.unwrap(), []);
    assert_eq!(store.last_seq(us).await.unwrap(), Seq(0));
    assert_eq!(store.lookup_standings(us, &[id]).await.unwrap(), []);
    assert_eq!(store.list_standings_after(us, Seq(0), 9).await.unwrap(), []);
    let all = store.list_standings_between(us, Seq(0), Seq(i64::MAX));
    assert_eq!(all.await.unwrap(), []);
    assert_eq!(store.refold(us, &|_| {}).await.unwrap(), (0, 0));
    assert_eq!(store.lookup_customers(us, &[customer]).await.unwrap(), []);
    assert_eq!(store.list_customers_after(us, Seq(0), 9).await.unwrap(), []);
    assert_eq!(store.list_companies(us).await.unwrap().len(), 1);
    assert_eq!(store.volume(us).await.unwrap(), Volume::default());
    let held = NewDocumentEvent {
        document: id,
        source: SourceKey::new("attack", "1"),
        occurred_at: at(1),
        learned_at: at(1),
        fact: Fact::Held,
    };
    assert_eq!(store.append_events(us, vec![held]).await.unwrap(), 0);
    walls.assert_untouched().await;
}

pub(super) async fn anothers_payments_are_unknown(store: Arc<dyn Store>) {
    let walls = Walls::new(&store).await;
    let us = walls.us();
    assert_eq!(store.lookup_payment(us, walls.payment).await.unwrap(), None);
    let all = PaymentFilter::default();
    let of_document = PaymentFilter {
        document: Some(walls.document),
        ..all.clone()
    };
    for filter in [&all, &of_document] {
        let listed = store.list_payments(us, filter, None, 9).await.unwrap();
        assert_eq!(listed, []);
        assert_eq!(store.count_payments(us, filter).await.unwrap().payments, 0);
    }
    let by_amount = store
        .find_documents_by_outstanding(us, nok(100_000), 9)
        .await;
    assert_eq!(by_amount.unwrap(), []);
    let own = walls.ours.add(walls.ours.invoice(5)).await;
    let own_payment = money("2", "unknown", nok(100_000));
    let own_payment_id = own_payment.id;
    walls.ours.tell(payment(own_payment)).await;
    let pairs = [
        (walls.payment, walls.document),
        (walls.payment, own),
        (own_payment_id, walls.document),
    ];
    for (payment, document) in pairs {
        let matched = store.match_payment(us, payment, document, at(9)).await;
        assert_eq!(matched.unwrap(), MatchOutcome::Unknown);
    }
    let detached = store.detach_payment(us, walls.payment, at(9)).await;
    assert_eq!(detached.unwrap(), MatchOutcome::Unknown);
    walls.assert_untouched().await;
}

pub(super) async fn anothers_files_are_unknown(store: Arc<dyn Store>) {
    let walls = Walls::new(&store).await;
    let (us, import) = (walls.us(), walls.import);
    assert_eq!(store.lookup_import(us, import).await.unwrap(), None);
    assert_eq!(store.list_imports(us, None, 9).await.unwrap(), []);
    let items = store.list_import_items(us, import, None, 0, 9).await;
    assert_eq!(items.unwrap(), []);
    let original = store.read_original(us, walls.original).await;
    assert_eq!(original.unwrap(), None);
    walls.assert_untouched().await;
}

pub(super) async fn anothers_people_and_comments_are_unknown(store: Arc<dyn Store>) {
    let walls = Walls::new(&store).await;
    let (us, user, token) = (walls.us(), walls.user.id, walls.session.token);
    assert_eq!(store.list_comments(us, walls.document).await.unwrap(), []);
    let another = comment(walls.document, &walls.user);
    assert!(!store.add_comment(us, another).await.unwrap());
    let edited = store
        .edit_comment(us, walls.comment.id, user, "ha", at(9))
        .await;
    assert!(!edited.unwrap());
    assert_eq!(store.lookup_user(us, user).await.unwrap(), None);
    assert!(
        !store
            .set_password(us, user, "$argon2id$y", None)
            .await
            .unwrap()
    );
    assert!(!store.set_language(us, user, "en").await.unwrap());
    assert_eq!(store.lookup_session(us, token).await.unwrap(), None);
    store
        .extend_session(us, token, at(8_000), at(9_000))
        .await
        .unwrap();
    store
        .prove_session(us, token, at(9_000), true)
        .await
        .unwrap();
    store.see_as(us, token, Some(Role::Reader)).await.unwrap();
    store.delete_sessions(us, user).await.unwrap();
    anothers_person_stays_as_they_are(&store, us, user).await;
    store.delete_session(us, token).await.unwrap();
    assert!(store.add_session(us, walls.session.clone()).await.is_err());
    walls.assert_untouched().await;
}

async fn anothers_person_stays_as_they_are(
    store: &Arc<dyn Store>,
    us: OrganisationId,
    user: UserId,
) {
    assert_eq!(store.list_users(us).await.unwrap(), []);
    assert_eq!(store.find_user_by_subject(us, "kari").await.unwrap(), None);
    assert_eq!(store.list_sessions(us, user).await.unwrap(), []);
    let change = UserChange {
        name: "x".to_owned(),
        role: Role::Reader,
        companies: None,
    };
    let changed = store.change_user(us, user, change).await;
    assert_eq!(changed.unwrap(), UserOutcome::Unknown);
    let deleted = store.delete_user(us, user).await;
    assert_eq!(deleted.unwrap(), UserOutcome::Unknown);
    assert!(!store.set_profile(us, user, "x", true).await.unwrap());
    assert!(!store.set_subject(us, user, "x", at(1)).await.unwrap());
    assert!(!store.set_platform(us, user, true).await.unwrap());
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
