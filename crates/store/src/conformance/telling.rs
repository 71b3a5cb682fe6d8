//! The same payment told by two systems counts once, whatever comes first.

use super::fixture::{OTHER_ACCOUNT, World, at, document, id, kid, money, nok, payment};
use crate::Store;
use crate::port::{MatchOutcome, NewBody, NewMoney, Outcome, PaymentFilter};
use domain::{DocumentId, PaymentChannel, PaymentId, PaymentState, SourceKey};
use jiff::ToSpan as _;
use std::sync::Arc;

/// A payment of the invoice with the KID `n`, as OCR giro tells of it.
fn ocr(name: &str, n: u32, minor: i64) -> NewMoney {
    let mut told = money(name, &kid(n), nok(minor));
    told.payment.paid_by = PaymentChannel::Avtalegiro;
    told
}

/// The same as camt tells of it, so many days later.
fn camt(name: &str, n: u32, minor: i64, days_later: i64) -> NewMoney {
    let mut told = money(name, &kid(n), nok(minor));
    told.payment.source = SourceKey::new("camt", name);
    told.payment.bank_reference = None;
    told.payment.payer_name = Some("Kari Nordmann".to_owned());
    told.payment.value_on += days_later.days();
    told
}

async fn paid(world: &World, id: DocumentId) -> i64 {
    world.standing(id).await.standing.paid_minor
}

async fn count(world: &World) -> u64 {
    let all = PaymentFilter::default();
    let count = world.store.count_payments(world.organisation, &all).await;
    count.unwrap().payments
}

async fn twins(world: &World, id: PaymentId) -> Vec<PaymentId> {
    let twins = world.store.list_payment_twins(world.organisation, id).await;
    twins.unwrap().iter().map(|twin| twin.id).collect()
}

pub(super) async fn a_payment_told_by_two_systems_counts_once(store: Arc<dyn Store>) {
    for camt_first in [false, true] {
        let world = World::new(&store).await;
        let invoice = world.add(world.invoice(1)).await;
        let mut told = vec![ocr("1", 1, 100_000), camt("1", 1, 100_000, 0)];
        if camt_first {
            told.reverse();
        }
        let first = told[0].id;
        let mut outcomes = Vec::new();
        for money in told {
            let item = world.tell(payment(money)).await;
            assert_eq!(item.document, Some(invoice));
            outcomes.push((item.outcome, item.findings.len()));
        }
        assert_eq!(outcomes, [(Outcome::Stored, 0), (Outcome::Duplicate, 1)]);
        let row = world.standing(invoice).await.standing;
        assert_eq!((row.payment, row.paid_minor), (PaymentState::Paid, 100_000));
        assert_eq!(
            row.paid_by,
            Some(PaymentChannel::Avtalegiro),
            "what is more particular"
        );
        assert_eq!(count(&world).await, 1);
        let one = world.payment(first).await;
        assert_eq!(one.payer_name.as_deref(), Some("Kari Nordmann"));
        assert_eq!(one.bank_reference.as_deref(), Some("00012345"));
        let tellings = store.list_payment_tellings(world.organisation, first).await;
        let systems: Vec<String> = tellings
            .unwrap()
            .into_iter()
            .map(|telling| telling.source.source)
            .collect();
        assert!(systems.contains(&"ocr".to_owned()) && systems.contains(&"camt".to_owned()));
        for again in [ocr("1", 1, 100_000), camt("1", 1, 100_000, 0)] {
            let item = world.tell(payment(again)).await;
            assert_eq!(
                (item.outcome, item.document),
                (Outcome::Duplicate, Some(invoice))
            );
        }
        assert_eq!(
            (paid(&world, invoice).await, count(&world).await),
            (100_000, 1)
        );
        world.assert_gap_free().await;
    }
}

pub(super) async fn what_one_system_tells_twice_is_two_payments(store: Arc<dyn Store>) {
    let world = World::new(&store).await;
    let invoice = world.add(world.invoice(1)).await;
    for name in ["1", "2"] {
        world.tell(payment(ocr(name, 1, 50_000))).await;
    }
    assert_eq!(
        (paid(&world, invoice).await, count(&world).await),
        (100_000, 2)
    );
    for name in ["1", "2"] {
        let item = world.tell(payment(camt(name, 1, 50_000, 0))).await;
        assert_eq!(item.outcome, Outcome::Duplicate);
    }
    assert_eq!(
        (paid(&world, invoice).await, count(&world).await),
        (100_000, 2)
    );
}

pub(super) async fn in_doubt_two_payments_stay_two_and_one_counts(store: Arc<dyn Store>) {
    let world = World::new(&store).await;
    let invoice = world.add(world.invoice(1)).await;
    let (first, second) = (ocr("1", 1, 100_000), camt("1", 1, 100_000, 2));
    let (one, other) = (first.id, second.id);
    world.tell(payment(first)).await;
    let item = world.tell(payment(second)).await;
    assert_eq!((item.outcome, item.document), (Outcome::Unmatched, None));
    assert_eq!(paid(&world, invoice).await, 100_000, "never twice");
    assert_eq!(twins(&world, one).await, [other]);
    assert_eq!(twins(&world, other).await, [one]);

    let merged = store
        .merge_payments(world.organisation, other, one, at(50))
        .await;
    assert_eq!(merged.unwrap(), MatchOutcome::Done);
    assert_eq!(
        (paid(&world, invoice).await, count(&world).await),
        (100_000, 1)
    );
    assert_eq!(twins(&world, one).await, []);
    let gone = store.lookup_payment(world.organisation, other).await;
    assert_eq!(gone.unwrap(), None);

    let new = id(PaymentId::from_parts);
    let telling = SourceKey::new("camt", "1");
    let split = store.split_payment(world.organisation, one, telling, new, at(60));
    assert_eq!(split.await.unwrap(), MatchOutcome::Done);
    assert_eq!(count(&world).await, 2);
    assert_eq!(
        twins(&world, one).await,
        [],
        "a person has said that they are two"
    );
    assert_eq!(paid(&world, invoice).await, 200_000, "and so both count");
    let item = world.tell(payment(camt("1", 1, 100_000, 2))).await;
    assert_eq!(item.outcome, Outcome::Duplicate);
    world.assert_gap_free().await;
    let (_, corrected) = store.refold(world.organisation, &|_| {}).await.unwrap();
    assert_eq!(corrected, 0);
}

pub(super) async fn a_person_says_that_two_payments_are_two(store: Arc<dyn Store>) {
    let world = World::new(&store).await;
    let invoice = world.add(world.invoice(1)).await;
    let (first, second) = (ocr("1", 1, 50_000), camt("1", 1, 50_000, 1));
    let (one, other) = (first.id, second.id);
    world.record(vec![payment(first), payment(second)]).await;
    assert_eq!(paid(&world, invoice).await, 50_000);
    let apart = store.keep_payments_apart(world.organisation, other, one, at(40));
    assert_eq!(apart.await.unwrap(), MatchOutcome::Done);
    assert_eq!(paid(&world, invoice).await, 100_000);
    assert_eq!(twins(&world, other).await, []);
}

pub(super) async fn payments_of_other_money_are_never_made_one(store: Arc<dyn Store>) {
    let world = World::new(&store).await;
    let neighbour = World::new(&store).await;
    let first = ocr("1", 1, 50_000);
    let more = camt("1", 1, 50_001, 0);
    let mut elsewhere = camt("2", 1, 50_000, 0);
    elsewhere.payment.account = OTHER_ACCOUNT.to_owned();
    let foreign = camt("3", 1, 50_000, 0);
    let (one, others) = (first.id, [more.id, elsewhere.id]);
    let theirs = foreign.id;
    world
        .record(vec![payment(first), payment(more), payment(elsewhere)])
        .await;
    neighbour.tell(payment(foreign)).await;
    assert_eq!(count(&world).await, 3);
    for other in others {
        let merged = store
            .merge_payments(world.organisation, one, other, at(1))
            .await;
        assert_eq!(merged.unwrap(), MatchOutcome::CannotBe);
    }
    let merged = store
        .merge_payments(world.organisation, one, theirs, at(1))
        .await;
    assert_eq!(merged.unwrap(), MatchOutcome::Unknown);
    assert_eq!(count(&world).await, 3);
}

/// Numbers that look random and are the same every time.
struct Dice(u64);

impl Dice {
    fn below(&mut self, most: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 20).unwrap() % most
    }

    fn shuffle<T>(&mut self, things: &mut [T]) {
        for last in (1..things.len()).rev() {
            things.swap(last, self.below(last + 1));
        }
    }
}

/// Payments of an invoice, each told by one system or by both, some of them
/// alike, some of them twice over. Answers what is told and what was paid.
fn story(world: &World, dice: &mut Dice, days_later: &[i64]) -> (Vec<NewBody>, i64) {
    let mut told = vec![document(world.invoice(1))];
    let mut truth = 0;
    for n in 0..1 + dice.below(4) {
        let minor = 10_000 + 1_000 * i64::try_from(n / 2).unwrap();
        // Two that are alike can only be told apart where both systems tell.
        let both = 2;
        let by = if n % 2 == 1 || n / 2 == 0 {
            both
        } else {
            dice.below(3)
        };
        truth += minor;
        let name = n.to_string();
        let late = days_later[dice.below(days_later.len())];
        for _ in 0..1 + dice.below(2) {
            if by != 0 {
                told.push(payment(ocr(&name, 1, minor)));
            }
            if by != 1 {
                told.push(payment(camt(&name, 1, minor, late)));
            }
        }
    }
    dice.shuffle(&mut told);
    (told, truth)
}

pub(super) async fn whatever_the_order_money_counts_exactly_once(store: Arc<dyn Store>) {
    let mut dice = Dice(0x2545_F491_4F6C_DD1D);
    for round in 0..40 {
        let world = World::new(&store).await;
        let (told, truth) = story(&world, &mut dice, &[0]);
        for body in told {
            world.tell(body).await;
        }
        let invoices = store
            .find_documents_by_number(world.organisation, "F1", 2)
            .await
            .unwrap();
        assert_eq!(paid(&world, invoices[0]).await, truth, "round {round}");
        let (_, corrected) = store.refold(world.organisation, &|_| {}).await.unwrap();
        assert_eq!(corrected, 0);
        world.assert_gap_free().await;
    }
}

pub(super) async fn in_doubt_money_never_counts_twice_in_any_order(store: Arc<dyn Store>) {
    let mut dice = Dice(0x9E37_79B9_7F4A_7C15);
    for round in 0..40 {
        let world = World::new(&store).await;
        let (told, truth) = story(&world, &mut dice, &[0, 1, 3]);
        for body in told {
            world.tell(body).await;
        }
        let invoices = store
            .find_documents_by_number(world.organisation, "F1", 2)
            .await
            .unwrap();
        let counted = paid(&world, invoices[0]).await;
        assert!(counted <= truth, "round {round}: {counted} of {truth}");
        assert!(counted > 0, "round {round}");
    }
}

/// A giro payment of an assignment, as OCR giro names it.
fn of_assignment(assignment: &str, n: u32, minor: i64) -> NewMoney {
    let mut told = ocr("x", n, minor);
    let account = &told.payment.account;
    let id = format!("{account}/231126/{assignment}/{n:07}/{}/{minor}", kid(n));
    told.payment.source = SourceKey::new("ocr", id);
    told
}

/// A line of a statement without a KID.
fn line(name: &str, minor: i64) -> NewMoney {
    let mut told = camt(name, 1, minor, 0);
    told.payment.kid = None;
    told.payment.payer_account = None;
    told
}

pub(super) async fn a_line_that_is_the_sum_of_a_file_is_explained_by_it(store: Arc<dyn Store>) {
    let world = World::new(&store).await;
    let neighbour = World::new(&store).await;
    let lines = [
        ("1", 30_000),
        ("2", 70_000),
        ("3", 100_000),
        ("4", 40_000),
        ("5", 10_000),
    ];
    let lines = lines.map(|(name, minor)| line(name, minor));
    let ids: Vec<PaymentId> = lines.iter().map(|line| line.id).collect();
    // The statement comes first, as it may.
    world.record(lines.into_iter().map(payment).collect()).await;
    let giro = [
        of_assignment("0000001", 1, 10_000),
        of_assignment("0000001", 2, 20_000),
        of_assignment("0000002", 3, 30_000),
        of_assignment("0000002", 4, 40_000),
    ];
    let first = giro[0].id;
    world.record(giro.into_iter().map(payment).collect()).await;
    let mut found = Vec::new();
    for id in &ids {
        let sum = store.find_payment_sum(world.organisation, *id).await;
        found.push(sum.unwrap().map(|sum| sum.payments));
    }
    // Two assignments, both together, and two that are one payment's amount.
    assert_eq!(found, [Some(2), Some(2), Some(4), None, None]);
    let import = world.payment(first).await.import;
    let sum = store.find_payment_sum(world.organisation, ids[0]).await;
    assert_eq!(sum.unwrap().map(|sum| sum.import), import);
    let foreign = store.find_payment_sum(neighbour.organisation, ids[0]).await;
    assert_eq!(foreign.unwrap(), None);
}
