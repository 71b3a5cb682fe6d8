//! Undoing an import takes away what it brought and nothing else.

use super::fixture::{World, at, document, event, fact, kid, money, nok, payment};
use crate::Store;
use crate::port::{
    Intake, Kept, NewBody, Obstacle, Outcome, PaymentFilter, UndoCursor, UndoState, UndoStep,
};
use domain::intake::Target;
use domain::{Channel, Fact, ImportId, PaymentState, Recipient, Seq};
use std::sync::Arc;

/// Few, so that every story takes several steps.
const LIMIT: usize = 2;

async fn record(world: &World, bodies: Vec<NewBody>) -> (ImportId, Vec<Outcome>) {
    let intake: Intake = world.intake(bodies);
    let import = intake.import.id;
    let told = world.store.record(world.organisation, vec![intake]).await;
    let outcomes = told.unwrap().remove(0);
    (import, outcomes.iter().map(|item| item.outcome).collect())
}

async fn undo(world: &World, import: ImportId, is_meant: bool) -> UndoStep {
    let mut all = UndoStep::default();
    let mut from = Some(UndoCursor::Events(Seq(0)));
    while let Some(cursor) = from {
        let (store, organisation) = (&world.store, world.organisation);
        let step = match is_meant {
            true => {
                let who = (None, at(100));
                store
                    .undo_import(organisation, import, who, cursor, LIMIT)
                    .await
            }
            false => {
                store
                    .preview_undo(organisation, import, cursor, LIMIT)
                    .await
            }
        };
        let step = step.unwrap();
        all.documents += step.documents;
        all.payments += step.payments;
        all.events += step.events;
        all.kept.extend(step.kept);
        from = step.next;
    }
    all
}

fn opened(n: u32, name: &str) -> NewBody {
    let fact = Fact::Opened {
        channel: Channel::Ehf,
    };
    event(Target::Number(format!("F{n}")), name, fact)
}

async fn documents(world: &World) -> u64 {
    let volume = world.store.volume(world.organisation).await.unwrap();
    volume.documents
}

async fn payments(world: &World) -> u64 {
    let all = PaymentFilter::default();
    let count = world.store.count_payments(world.organisation, &all).await;
    count.unwrap().payments
}

/// An import with documents, an event in their breath and one beside, and a
/// payment.
fn batch(world: &World) -> Vec<NewBody> {
    let mut first = world.invoice(1);
    first.events = vec![fact("inline", 10, Fact::Validated)];
    vec![
        document(first),
        document(world.invoice(2)),
        document(world.invoice(3)),
        opened(1, "beside"),
        opened(9, "waits"),
        payment(money("1", &kid(1), nok(100_000))),
    ]
}

pub(super) async fn what_an_import_brought_goes_and_comes_anew(store: Arc<dyn Store>) {
    let world = World::new(&store).await;
    let (import, outcomes) = record(&world, batch(&world)).await;
    let expected = [
        Outcome::Stored,
        Outcome::Stored,
        Outcome::Stored,
        Outcome::Stored,
        Outcome::Unmatched,
        Outcome::Stored,
    ];
    assert_eq!(outcomes, expected);
    let gone = store.find_documents_by_number(world.organisation, "F1", 2);
    let gone = gone.await.unwrap().remove(0);

    let preview = undo(&world, import, false).await;
    assert_eq!(
        (preview.documents, preview.payments, preview.events),
        (3, 1, 2)
    );
    assert_eq!(preview.kept, []);
    assert_eq!(documents(&world).await, 3, "nothing is written by looking");
    let state = store.lookup_undo(world.organisation, import).await;
    assert_eq!(state.unwrap(), UndoState::Standing);

    let done = undo(&world, import, true).await;
    assert_eq!((done.documents, done.payments, done.events), (3, 1, 2));
    assert_eq!(done.kept, []);
    let state = store.lookup_undo(world.organisation, import).await;
    assert_eq!(state.unwrap(), UndoState::Undone);
    assert_eq!((documents(&world).await, payments(&world).await), (0, 0));
    let looked_up = store.lookup_document(world.organisation, gone).await;
    assert_eq!(looked_up.unwrap(), None);
    let withdrawn = store.list_withdrawn_after(world.organisation, Seq(0), 10);
    assert_eq!(withdrawn.await.unwrap().len(), 3);
    let (_, corrected) = store.refold(world.organisation, &|_| {}).await.unwrap();
    assert_eq!(corrected, 0, "nothing brings it back");
    world.assert_gap_free().await;

    for round in 0..2 {
        let (again, outcomes) = record(&world, batch(&world)).await;
        assert_eq!(outcomes, expected, "round {round}");
        let found = store.find_documents_by_number(world.organisation, "F1", 2);
        let found = found.await.unwrap();
        assert_eq!(found.len(), 1);
        let standing = world.standing(found[0]).await.standing;
        assert_eq!(standing.payment, PaymentState::Paid);
        assert_eq!(standing.recipient, Recipient::Opened);
        assert_eq!(standing.processing, domain::Processing::Validated);
        let (_, outcomes) = record(&world, batch(&world)).await;
        assert!(
            outcomes
                .iter()
                .all(|outcome| *outcome == Outcome::Duplicate)
        );
        undo(&world, again, true).await;
        assert_eq!((documents(&world).await, payments(&world).await), (0, 0));
    }
    world.assert_gap_free().await;
}

pub(super) async fn what_others_stand_on_stays(store: Arc<dyn Store>) {
    let world = World::new(&store).await;
    let bodies = (1..=4).map(|n| document(world.invoice(n))).collect();
    let (import, _) = record(&world, bodies).await;
    record(&world, vec![opened(1, "receipt")]).await;
    record(&world, vec![payment(money("1", &kid(2), nok(100_000)))]).await;
    record(&world, vec![document(world.credit_note(3, &["F3"]))]).await;
    let preview = undo(&world, import, false).await;
    let done = undo(&world, import, true).await;
    assert_eq!(preview, done, "the preview tells the truth");
    assert_eq!(done.documents, 1);
    let mut why: Vec<Obstacle> = done
        .kept
        .iter()
        .map(|kept| match kept {
            Kept::Document(_, why) | Kept::Payment(_, why) => *why,
        })
        .collect();
    why.sort_unstable();
    assert_eq!(why, [Obstacle::ToldOf, Obstacle::Paid, Obstacle::Credited]);
    assert_eq!(documents(&world).await, 4);
}

pub(super) async fn undoing_what_was_told_leaves_the_documents_of_others(store: Arc<dyn Store>) {
    let world = World::new(&store).await;
    let invoice = world.add(world.invoice(1)).await;
    let (told, _) = record(
        &world,
        vec![opened(1, "1"), payment(money("1", &kid(1), nok(100_000)))],
    )
    .await;
    let (credited, _) = record(&world, vec![document(world.credit_note(1, &["F1"]))]).await;
    let before = world.standing(invoice).await.standing;
    assert_eq!(
        (before.paid_minor, before.credited_minor),
        (100_000, 100_000)
    );
    undo(&world, told, true).await;
    undo(&world, credited, true).await;
    let after = world.standing(invoice).await.standing;
    assert_eq!((after.paid_minor, after.credited_minor), (0, 0));
    assert_eq!(after.payment, PaymentState::Open);
    assert_ne!(after.recipient, Recipient::Opened);
    assert_eq!(payments(&world).await, 0);
    world.assert_gap_free().await;
    let (_, corrected) = store.refold(world.organisation, &|_| {}).await.unwrap();
    assert_eq!(corrected, 0);
}

pub(super) async fn of_a_payment_told_twice_one_telling_goes(store: Arc<dyn Store>) {
    let world = World::new(&store).await;
    let invoice = world.add(world.invoice(1)).await;
    let (first, _) = record(&world, vec![payment(money("1", &kid(1), nok(100_000)))]).await;
    let mut camt = money("9", &kid(1), nok(100_000));
    camt.payment.source = domain::SourceKey::new("camt", "9");
    let (_, outcomes) = record(&world, vec![payment(camt)]).await;
    assert_eq!(outcomes, [Outcome::Duplicate]);
    let done = undo(&world, first, true).await;
    assert_eq!((done.payments, done.kept), (1, Vec::new()));
    assert_eq!(payments(&world).await, 1);
    assert_eq!(world.standing(invoice).await.standing.paid_minor, 100_000);
    let (_, outcomes) = record(&world, vec![payment(money("1", &kid(1), nok(100_000)))]).await;
    assert_eq!(outcomes, [Outcome::Duplicate], "the same payment still");
    assert_eq!(world.standing(invoice).await.standing.paid_minor, 100_000);
}

pub(super) async fn anothers_import_is_not_undone(store: Arc<dyn Store>) {
    let (world, neighbour) = (World::new(&store).await, World::new(&store).await);
    let (import, _) = record(&world, batch(&world)).await;
    let looked = undo(&neighbour, import, false).await;
    assert_eq!(
        (looked.documents, looked.payments, looked.events),
        (0, 0, 0)
    );
    assert_eq!(documents(&world).await, 3);
}
