use super::fixture::{World, customer, eur, nok};
use crate::Store;
use domain::{DocumentId, Fact, PaymentState};
use std::sync::Arc;

async fn credited(world: &World, id: DocumentId) -> (PaymentState, i64) {
    let row = world.standing(id).await;
    (row.standing.payment, row.standing.credited_minor)
}

const ALL: (PaymentState, i64) = (PaymentState::Credited, 100_000);
const NONE: (PaymentState, i64) = (PaymentState::Open, 0);

pub(super) async fn a_credit_note_credits_its_invoice(store: Arc<dyn Store>) {
    let world = World::new(&store).await;
    let invoice = world.add(world.invoice(1)).await;
    let mut part = world.credit_note(1, &["F1"]);
    part.head.amount = Some(nok(30_000));
    let note = world.add(part).await;
    assert_eq!(
        credited(&world, invoice).await,
        (PaymentState::Open, 30_000)
    );
    let events = world.events_of(invoice).await;
    let fact = Fact::Credited {
        by: note,
        amount: nok(30_000),
    };
    assert_eq!(events.last().unwrap().fact, fact);
    assert_eq!(credited(&world, note).await.0, PaymentState::None);
}

pub(super) async fn a_credit_note_before_its_invoice_waits_for_it(store: Arc<dyn Store>) {
    let world = World::new(&store).await;
    world.add(world.credit_note(1, &["F1"])).await;
    let invoice = world.add(world.invoice(1)).await;
    assert_eq!(credited(&world, invoice).await, ALL);
    world.assert_gap_free().await;
}

pub(super) async fn a_credit_note_that_names_several_credits_none(store: Arc<dyn Store>) {
    let world = World::new(&store).await;
    let mut same_customer = world.invoice(2);
    same_customer.customer = customer(1);
    let one = world.add(world.invoice(1)).await;
    let two = world.add(same_customer).await;
    world.add(world.credit_note(1, &["F1", "F2"])).await;
    assert_eq!(credited(&world, one).await, NONE);
    assert_eq!(credited(&world, two).await, NONE);
    world.add(world.credit_note(1, &["F1", "F1"])).await;
    assert_eq!(credited(&world, one).await, ALL);
}

pub(super) async fn another_customers_invoice_is_not_credited(store: Arc<dyn Store>) {
    let world = World::new(&store).await;
    let theirs = world.add(world.invoice(1)).await;
    world.add(world.credit_note(2, &["F1"])).await;
    assert_eq!(credited(&world, theirs).await, NONE);
    let mut later = world.invoice(3);
    later.head.number = "F9".to_owned();
    world.add(world.credit_note(2, &["F9"])).await;
    let later = world.add(later).await;
    assert_eq!(credited(&world, later).await, NONE);
}

pub(super) async fn another_currency_is_not_credited(store: Arc<dyn Store>) {
    let world = World::new(&store).await;
    let invoice = world.add(world.invoice(1)).await;
    let mut note = world.credit_note(1, &["F1"]);
    note.head.amount = Some(eur(100_000));
    world.add(note).await;
    assert_eq!(credited(&world, invoice).await, NONE);
}
