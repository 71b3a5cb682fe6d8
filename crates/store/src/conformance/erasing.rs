use super::fixture::{World, at, document, event, fact, kid, money, nok, packed_details, payment};
use crate::Store;
use crate::port::{Comment, Hold, HoldOn, Outcome as Told};
use domain::document::{Details, OriginalRef, Party};
use domain::intake::Target;
use domain::{
    AttemptKey, Channel, CommentId, CustomerId, DocumentId, Fact, HoldId, Problem, Reason, Seq,
    UserId,
};
use std::sync::Arc;

/// What must not be found anywhere afterwards.
const SECRET: &str = "kanarifugl";

/// An invoice of which everything says the secret, opened, commented, paid.
async fn told(world: &World, n: u32) -> DocumentId {
    let mut record = world.invoice(n);
    record.customer.name = format!("{SECRET} {n}");
    record.head.batch = Some(SECRET.to_owned());
    record.details = packed_details(&Details {
        buyer: Some(Party {
            name: SECRET.to_owned(),
            ..Party::default()
        }),
        ..Details::default()
    });
    let mut problem = Problem::of(Reason::AddressWrong);
    problem.text = Some(SECRET.to_owned());
    let attempt = AttemptKey::on(Channel::Ehf);
    let failed = Fact::Failed { attempt, problem };
    record.events = vec![fact(&format!("{SECRET}/{n}"), 40, failed)];
    let id = world.add(record).await;
    let comment = Comment {
        id: super::fixture::id(CommentId::from_parts),
        document: id,
        author: super::fixture::id(UserId::from_parts),
        author_name: "Kari".to_owned(),
        text: SECRET.to_owned(),
        created_at: at(50),
        edited_at: None,
    };
    let added = world.store.add_comment(world.organisation, comment);
    assert!(added.await.unwrap());
    let mut paid = money(&format!("{SECRET}-{n}"), &kid(n), nok(100_000));
    paid.payment.payer_name = Some(SECRET.to_owned());
    assert_eq!(world.tell(payment(paid)).await.document, Some(id));
    id
}

async fn erase(world: &World, ids: &[DocumentId]) -> crate::port::ErasingStep {
    let erased = world
        .store
        .erase_documents(world.organisation, ids.to_vec(), at(1_000));
    erased.await.unwrap()
}

async fn held(world: &World, ids: &[DocumentId]) -> HoldId {
    let hold = Hold {
        id: super::fixture::id(HoldId::from_parts),
        name: "Tvist".to_owned(),
        reason: String::new(),
        on: HoldOn::Filter("kind:invoice".to_owned()),
        set_at: at(100),
        set_by: "Kari".to_owned(),
        released: None,
        documents: 0,
    };
    let id = hold.id;
    let (store, us) = (&world.store, world.organisation);
    store.add_hold(us, hold).await.unwrap();
    let holding = store.hold_documents(us, id, ids.to_vec(), at(100));
    assert_eq!(holding.await.unwrap(), ids.len() as u64);
    id
}

pub(super) async fn of_an_erased_document_stays_where_it_stood(store: Arc<dyn Store>) {
    let world = World::new(&store).await;
    let (id, other) = (told(&world, 1).await, told(&world, 2).await);
    let before = world.standing(id).await;
    let step = erase(&world, &[id]).await;
    assert_eq!((step.erased.documents, step.erased.payments), (1, 1));
    assert_eq!(step.customers, [before.head.customer]);
    let after = world.standing(id).await;
    assert!(after.head.is_erased());
    assert_eq!((after.head.number.as_str(), &after.head.kid), ("", &None));
    assert_eq!(after.head.amount, before.head.amount);
    assert_eq!(after.head.received_at, before.head.received_at);
    let mut stood = before.standing.clone();
    stood.comments = 0;
    assert_eq!(after.standing, stood);
    assert_eq!(stood.paid_minor, 100_000);
    world.assert_gap_free().await;
    let us = world.organisation;
    assert_eq!(store.list_comments(us, id).await.unwrap(), []);
    let events = world.events_of(id).await;
    assert!(matches!(events.as_slice(), [one] if one.fact.name() == "document_erased"));
    let said = format!("{:?}", store.lookup_document(us, id).await.unwrap());
    assert!(!said.contains(SECRET), "{said}");
    assert!(!format!("{events:?}").contains(SECRET));
    // The other one is as it was, and folding anew agrees about both.
    assert_eq!(world.standing(other).await.standing.comments, 1);
    assert_eq!(store.refold(us, &|_| {}).await.unwrap(), (2, 0));
    // Again nothing.
    assert_eq!(erase(&world, &[id]).await.erased.documents, 0);
}

pub(super) async fn what_a_hold_holds_is_not_erased(store: Arc<dyn Store>) {
    let world = World::new(&store).await;
    let us = world.organisation;
    let (id, other) = (told(&world, 1).await, told(&world, 2).await);
    let (one, two) = (held(&world, &[id]).await, held(&world, &[id]).await);
    assert!(world.standing(id).await.standing.held);
    let step = erase(&world, &[id, other]).await;
    assert_eq!((step.erased.documents, step.erased.held), (1, 1));
    assert_eq!(step.documents, [other]);
    for (hold, held) in [(one, 1), (two, 0)] {
        assert!(store.release_hold(us, hold, at(200), "Kari").await.unwrap());
        assert!(!store.release_hold(us, hold, at(201), "Kari").await.unwrap());
        assert_eq!(store.let_go(us, hold, at(202), 10).await.unwrap(), 1);
        assert_eq!(store.let_go(us, hold, at(203), 10).await.unwrap(), 0);
        assert_eq!(erase(&world, &[id]).await.erased.held, held);
    }
    assert!(world.standing(id).await.head.is_erased());
    assert_eq!(store.list_held_documents(us, None, 9).await.unwrap(), []);
    let holds = store.list_holds(us).await.unwrap();
    assert!(holds.iter().all(|hold| hold.released.is_some()));
    world.assert_gap_free().await;
}

pub(super) async fn a_released_hold_about_what_is_erased_goes_with_it(store: Arc<dyn Store>) {
    let world = World::new(&store).await;
    let us = world.organisation;
    let (id, other) = (told(&world, 1).await, told(&world, 2).await);
    let customer = world.standing(id).await.head.customer;
    let hold = |name: &str, reason: &str, on: HoldOn| Hold {
        id: super::fixture::id(HoldId::from_parts),
        name: name.to_owned(),
        reason: reason.to_owned(),
        on,
        set_at: at(100),
        set_by: "Kari".to_owned(),
        released: None,
        documents: 0,
    };
    let filter = |words: &str| HoldOn::Filter(words.to_owned());
    let name = format!("{SECRET} 1");
    // On the document, on its number, on its customer, and named or explained
    // by that; then those that stay: one that stands, and two about others.
    let holds = [
        hold("Tvist", "", HoldOn::Document(id)),
        hold("Tvist", "", filter("q:F1")),
        hold("Tvist", "", filter(&format!("customer:\"{name}\""))),
        hold(&format!("Sak mot {name}"), "", filter("kind:invoice")),
        hold(
            "Tvist",
            &format!("Varsel fra {name}"),
            filter("kind:invoice"),
        ),
        hold("Står", &name, filter("q:F1")),
        hold("Annet", "", HoldOn::Document(other)),
        hold("Alle", "", filter("kind:invoice")),
    ];
    for hold in &holds {
        store.add_hold(us, hold.clone()).await.unwrap();
        if hold.name != "Står" {
            let released = store.release_hold(us, hold.id, at(200), "Kari").await;
            assert!(released.unwrap());
        }
    }
    erase(&world, &[id]).await;
    let looked_at = store.last_seq(us).await.unwrap();
    let erased = store.erase_customers(us, vec![customer], looked_at).await;
    assert_eq!(erased.unwrap(), 1);
    let left = store.list_holds(us).await.unwrap();
    let mut left: Vec<&str> = left.iter().map(|hold| hold.name.as_str()).collect();
    left.sort_unstable();
    assert_eq!(left, ["Alle", "Annet", "Står"]);
}

pub(super) async fn what_was_erased_is_known_when_it_comes_again(store: Arc<dyn Store>) {
    let world = World::new(&store).await;
    let us = world.organisation;
    let id = told(&world, 1).await;
    erase(&world, &[id]).await;
    let again = world.tell(document(world.invoice(1))).await;
    assert_eq!((again.outcome, again.document), (Told::Duplicate, Some(id)));
    let paid = money(&format!("{SECRET}-1"), &kid(1), nok(100_000));
    assert_eq!(world.tell(payment(paid)).await.outcome, Told::Duplicate);
    assert_eq!(store.volume(us).await.unwrap().documents, 1);
    assert_eq!(store.forget_erased_keys(us, at(2_000)).await.unwrap(), 2);
    let new = world.tell(document(world.invoice(1))).await;
    assert_eq!(new.outcome, Told::Stored);
    assert_ne!(new.document, Some(id));
}

pub(super) async fn bytes_go_with_the_last_document_that_names_them(store: Arc<dyn Store>) {
    let world = World::new(&store).await;
    let us = world.organisation;
    let bytes = SECRET.repeat(50).into_bytes();
    let packed = store.pack_original(us, bytes.clone()).await.unwrap();
    let hash = packed.hash;
    let mut ids = Vec::new();
    for n in 1..=2 {
        let mut record = world.invoice(n);
        record.original = Some(OriginalRef {
            hash,
            size: bytes.len() as u64,
            media_type: "text/plain".to_owned(),
            name: SECRET.to_owned(),
        });
        let mut intake = world.intake(vec![document(record)]);
        intake.originals = vec![packed.clone()];
        let told = store.record(us, vec![intake]).await.unwrap();
        ids.extend(told[0][0].document);
    }
    assert_eq!(erase(&world, &ids[..1]).await.erased.originals, 0);
    assert_eq!(store.read_original(us, hash).await.unwrap(), Some(bytes));
    assert_eq!(erase(&world, &ids[1..]).await.erased.originals, 1);
    assert_eq!(store.read_original(us, hash).await.unwrap(), None);
    let checks = store.examine().await.unwrap();
    let originals = checks.iter().find(|check| check.name == "originals.sample");
    assert!(originals.is_some_and(|check| check.is_ok), "{originals:?}");
    store.purge_erased(us).await.unwrap();
    assert_eq!(store.log_end(us).await.unwrap().epoch, 1);
}

pub(super) async fn a_customer_is_erased_unless_told_of_since(store: Arc<dyn Store>) {
    let world = World::new(&store).await;
    let us = world.organisation;
    let id = told(&world, 1).await;
    let customer = world.standing(id).await.head.customer;
    erase(&world, &[id]).await;
    let looked_at = store.last_seq(us).await.unwrap();
    let mut second = world.invoice(2);
    second.customer = super::fixture::customer(1);
    second.customer.name = format!("{SECRET} 1");
    let second = world.add(second).await;
    assert_eq!(world.standing(second).await.head.customer, customer);
    let erasing = |looked_at: Seq| store.erase_customers(us, vec![customer], looked_at);
    assert_eq!(erasing(looked_at).await.unwrap(), 0);
    erase(&world, &[second]).await;
    let looked_at = store.last_seq(us).await.unwrap();
    assert_eq!(erasing(looked_at).await.unwrap(), 1);
    let ids = [customer, CustomerId::ERASED];
    let said = format!("{:?}", store.lookup_customers(us, &ids).await.unwrap());
    assert!(!said.contains(SECRET), "{said}");
}

pub(super) async fn what_belongs_to_no_document_goes_by_its_age(store: Arc<dyn Store>) {
    let world = World::new(&store).await;
    let us = world.organisation;
    world.tell(payment(money("1", &kid(9), nok(1)))).await;
    let target = Target::Number("later".to_owned());
    world.tell(event(target, SECRET, Fact::Validated)).await;
    let early = store
        .erase_leftovers(us, at(0), at(6_000), 100)
        .await
        .unwrap();
    assert_eq!(early, crate::port::Erased::default());
    let erased = store
        .erase_leftovers(us, at(5_000), at(6_000), 100)
        .await
        .unwrap();
    assert_eq!((erased.payments, erased.waiting, erased.imports), (1, 1, 2));
    let again = store
        .erase_leftovers(us, at(5_000), at(6_000), 100)
        .await
        .unwrap();
    assert_eq!(again, crate::port::Erased::default());
    world.assert_gap_free().await;
}

pub(super) async fn anothers_documents_are_neither_held_nor_erased(store: Arc<dyn Store>) {
    let theirs = World::new(&store).await;
    let id = told(&theirs, 1).await;
    let us = World::new(&store).await;
    assert_eq!(erase(&us, &[id]).await.erased.documents, 0);
    assert!(!theirs.standing(id).await.head.is_erased());
    let hold = held(&theirs, &[id]).await;
    let stranger = us.organisation;
    assert!(
        !store
            .release_hold(stranger, hold, at(9), "x")
            .await
            .unwrap()
    );
    assert_eq!(store.list_holds(stranger).await.unwrap(), []);
    let holding = store.hold_documents(stranger, hold, vec![id], at(9));
    assert_eq!(holding.await.unwrap(), 0);
    let of = store.list_holds_of_document(stranger, id).await.unwrap();
    assert_eq!(of, []);
}
