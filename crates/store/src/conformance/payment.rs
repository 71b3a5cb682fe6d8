use super::fixture::{
    DUE, OTHER_ACCOUNT, World, at, company as company_of, document, eur, id, kid, money, nok,
    payment,
};
use crate::Store;
use crate::port::{CompanySettings, MatchOutcome, NewMoney, Outcome, PaymentCursor, PaymentFilter};
use domain::{CompanyId, DocumentId, Money, PaymentId, PaymentState};
use jiff::ToSpan as _;
use jiff::civil::date;
use std::sync::Arc;

/// Tells of a payment; answers its id and the document it went to.
async fn pay(world: &World, name: &str, n: u32, amount: Money) -> (PaymentId, Option<DocumentId>) {
    let money = money(name, &kid(n), amount);
    let id = money.id;
    (id, world.tell(payment(money)).await.document)
}

async fn state(world: &World, id: DocumentId) -> PaymentState {
    world.standing(id).await.standing.payment
}

pub(super) async fn a_payment_finds_its_document_by_kid(store: Arc<dyn Store>) {
    let world = World::new(&store).await;
    let one = world.add(world.invoice(1)).await;
    let two = world.add(world.invoice(2)).await;
    let (id, found) = pay(&world, "1", 1, nok(40_000)).await;
    assert_eq!(found, Some(one));
    assert_eq!(state(&world, one).await, PaymentState::PartPaid);
    assert_eq!(pay(&world, "2", 1, nok(60_000)).await.1, Some(one));
    assert_eq!(state(&world, one).await, PaymentState::Paid);
    assert_eq!(state(&world, two).await, PaymentState::Open);
    let matched = world.payment(id).await.matched.unwrap();
    assert_eq!(
        (matched.document, matched.round, matched.by_hand),
        (one, 1, false)
    );
    assert_eq!(pay(&world, "3", 7, nok(1)).await.1, None);
}

pub(super) async fn a_payment_before_its_invoice_waits_for_it(store: Arc<dyn Store>) {
    let world = World::new(&store).await;
    let early = money("1", &kid(1), nok(100_000));
    let id = early.id;
    let intake = world.intake(vec![payment(early)]);
    let import = intake.import.id;
    let told = store
        .record(world.organisation, vec![intake])
        .await
        .unwrap();
    assert_eq!(told[0][0].outcome, Outcome::Unmatched);
    let invoice = world.add(world.invoice(1)).await;
    assert_eq!(world.payment(id).await.matched.unwrap().document, invoice);
    let row = world.standing(invoice).await;
    assert_eq!(row.standing.payment, PaymentState::Paid);
    assert_eq!(row.standing.paid_on, Some(date(2026, 11, 20)));
    let item = &world.items(import).await[0];
    assert_eq!(
        (item.outcome, item.document),
        (Outcome::Stored, Some(invoice))
    );
    let file = store
        .lookup_import(world.organisation, import)
        .await
        .unwrap()
        .unwrap();
    assert_eq!((file.counts.stored, file.counts.unmatched), (1, 0));
}

pub(super) async fn a_payment_is_told_once(store: Arc<dyn Store>) {
    let world = World::new(&store).await;
    let invoice = world.add(world.invoice(1)).await;
    let (first, _) = pay(&world, "1", 1, nok(100_000)).await;
    let again = money("1", &kid(1), nok(100_000));
    let again_id = again.id;
    let told = world.tell(payment(again)).await;
    assert_eq!(
        (told.outcome, told.document),
        (Outcome::Duplicate, Some(invoice))
    );
    assert_eq!(state(&world, invoice).await, PaymentState::Paid);
    let organisation = world.organisation;
    assert!(
        store
            .lookup_payment(organisation, first)
            .await
            .unwrap()
            .is_some()
    );
    assert!(
        store
            .lookup_payment(organisation, again_id)
            .await
            .unwrap()
            .is_none()
    );
}

pub(super) async fn an_account_that_contradicts_is_no_match(store: Arc<dyn Store>) {
    let world = World::new(&store).await;
    let invoice = world.add(world.invoice(1)).await;
    let mut elsewhere = money("1", &kid(1), nok(100_000));
    elsewhere.payment.account = OTHER_ACCOUNT.to_owned();
    assert_eq!(
        world.tell(payment(elsewhere)).await.outcome,
        Outcome::Unmatched
    );
    let mut second = world.invoice(2);
    second.head.kid = Some(kid(1));
    second.head.account = Some(OTHER_ACCOUNT.to_owned());
    let second = world.add(second).await;
    assert_eq!(state(&world, invoice).await, PaymentState::Open);
    assert_eq!(state(&world, second).await, PaymentState::Paid);
}

pub(super) async fn a_document_without_an_account_is_matched_by_kid_alone(store: Arc<dyn Store>) {
    let world = World::new(&store).await;
    pay(&world, "early", 1, nok(30_000)).await;
    let mut invoice = world.invoice(1);
    invoice.head.account = None;
    let invoice = world.add(invoice).await;
    assert_eq!(world.standing(invoice).await.standing.paid_minor, 30_000);
    assert_eq!(pay(&world, "late", 1, nok(70_000)).await.1, Some(invoice));
    assert_eq!(state(&world, invoice).await, PaymentState::Paid);
}

/// An invoice with the KID of number 1 and another amount and due date.
async fn with_shared_kid(world: &World, n: u32, minor: i64, due_in_days: i32) -> DocumentId {
    let mut invoice = world.invoice(n);
    invoice.head.kid = Some(kid(1));
    invoice.head.amount = Some(nok(minor));
    invoice.head.due_on = Some(DUE.saturating_add(due_in_days.days()));
    world.add(invoice).await
}

pub(super) async fn a_kid_shared_by_several_goes_to_the_one_exactly_paid(store: Arc<dyn Store>) {
    let world = World::new(&store).await;
    let november = with_shared_kid(&world, 1, 50_000, 0).await;
    let december = with_shared_kid(&world, 2, 70_000, 30).await;
    let january = with_shared_kid(&world, 3, 50_000, 60).await;
    assert_eq!(pay(&world, "1", 1, nok(70_000)).await.1, Some(december));
    assert_eq!(pay(&world, "2", 1, nok(60_000)).await.1, None);
    assert_eq!(pay(&world, "3", 1, nok(50_000)).await.1, Some(november));
    assert_eq!(pay(&world, "4", 1, nok(50_000)).await.1, Some(january));
}

/// What was matched earlier in the same transaction counts.
pub(super) async fn the_same_amount_twice_in_one_batch_pays_two_documents(store: Arc<dyn Store>) {
    let world = World::new(&store).await;
    let mut bodies = Vec::new();
    let mut ids = Vec::new();
    for n in [1, 2] {
        let mut invoice = world.invoice(n);
        invoice.head.kid = Some(kid(1));
        ids.push(Some(invoice.head.id));
        bodies.push(document(invoice));
    }
    for name in ["1", "2"] {
        bodies.push(payment(money(name, &kid(1), nok(100_000))));
    }
    let told = world.record(bodies).await;
    let paid: Vec<_> = told[2..].iter().map(|item| item.document).collect();
    assert_eq!(paid, ids);
}

pub(super) async fn another_currency_is_never_matched(store: Arc<dyn Store>) {
    let world = World::new(&store).await;
    let (early, _) = pay(&world, "early", 1, eur(100_000)).await;
    let invoice = world.add(world.invoice(1)).await;
    assert_eq!(pay(&world, "late", 1, eur(100_000)).await.1, None);
    assert_eq!(world.payment(early).await.matched, None);
    assert_eq!(state(&world, invoice).await, PaymentState::Open);
}

pub(super) async fn a_credit_note_with_the_kid_is_never_paid(store: Arc<dyn Store>) {
    let world = World::new(&store).await;
    let mut note = world.credit_note(1, &[]);
    note.head.kid = Some(kid(1));
    world.add(note).await;
    assert_eq!(pay(&world, "1", 1, nok(100_000)).await.1, None);
}

pub(super) async fn matching_by_hand_and_undoing_and_again(store: Arc<dyn Store>) {
    let world = World::new(&store).await;
    let one = world.add(world.invoice(1)).await;
    let two = world.add(world.invoice(2)).await;
    let (id, _) = pay(&world, "1", 9, nok(100_000)).await;
    let organisation = world.organisation;
    let steps = [
        (
            store.match_payment(organisation, id, one, at(50)).await,
            MatchOutcome::Done,
        ),
        (
            store.match_payment(organisation, id, two, at(51)).await,
            MatchOutcome::AlreadyMatched(one),
        ),
        (
            store.detach_payment(organisation, id, at(52)).await,
            MatchOutcome::Done,
        ),
        (
            store.detach_payment(organisation, id, at(53)).await,
            MatchOutcome::NotMatched,
        ),
        (
            store.match_payment(organisation, id, two, at(54)).await,
            MatchOutcome::Done,
        ),
        (
            store.detach_payment(organisation, id, at(55)).await,
            MatchOutcome::Done,
        ),
        (
            store.match_payment(organisation, id, one, at(56)).await,
            MatchOutcome::Done,
        ),
    ];
    for (step, (found, expected)) in steps.into_iter().enumerate() {
        assert_eq!(found.unwrap(), expected, "step {step}");
    }
    let matched = world.payment(id).await.matched.unwrap();
    assert_eq!(
        (matched.document, matched.round, matched.by_hand),
        (one, 3, true)
    );
    assert_eq!(state(&world, one).await, PaymentState::Paid);
    assert_eq!(state(&world, two).await, PaymentState::Open);
    let names: Vec<&str> = world
        .events_of(one)
        .await
        .iter()
        .map(|e| e.fact.name())
        .collect();
    let expected = [
        "received",
        "payment_matched",
        "payment_detached",
        "payment_matched",
    ];
    assert_eq!(names, expected);
    world.assert_gap_free().await;
}

pub(super) async fn what_a_person_took_apart_stays_apart(store: Arc<dyn Store>) {
    let world = World::new(&store).await;
    let one = world.add(world.invoice(1)).await;
    let (id, found) = pay(&world, "1", 1, nok(100_000)).await;
    assert_eq!(found, Some(one));
    store
        .detach_payment(world.organisation, id, at(50))
        .await
        .unwrap();
    let mut second = world.invoice(2);
    second.head.kid = Some(kid(1));
    let second = world.add(second).await;
    assert_eq!(world.payment(id).await.matched, None);
    assert_eq!(state(&world, one).await, PaymentState::Open);
    assert_eq!(state(&world, second).await, PaymentState::Open);
    let unmatched = PaymentFilter {
        matched: Some(false),
        ..PaymentFilter::default()
    };
    let waiting = store
        .list_payments(world.organisation, &unmatched, None, 9)
        .await;
    assert_eq!(waiting.unwrap().len(), 1);
}

pub(super) async fn a_person_cannot_match_what_cannot_be(store: Arc<dyn Store>) {
    let world = World::new(&store).await;
    let note = world.add(world.credit_note(1, &[])).await;
    let invoice = world.add(world.invoice(1)).await;
    let (kroner, _) = pay(&world, "1", 9, nok(100_000)).await;
    let (euro, _) = pay(&world, "2", 9, eur(100_000)).await;
    for (payment, document) in [(kroner, note), (euro, invoice)] {
        let outcome = store
            .match_payment(world.organisation, payment, document, at(50))
            .await;
        assert_eq!(outcome.unwrap(), MatchOutcome::CannotBe);
    }
    let unknown = super::fixture::id(DocumentId::from_parts);
    let outcome = store
        .match_payment(world.organisation, kroner, unknown, at(50))
        .await;
    assert_eq!(outcome.unwrap(), MatchOutcome::Unknown);
}

/// One matched payment and four that are not, on three days, and one in euro.
/// Answers the document of the first.
async fn six_payments(world: &World) -> DocumentId {
    let invoice = world.add(world.invoice(1)).await;
    for n in 0_u32..5 {
        let mut money = money(&n.to_string(), &kid(n), nok(1_000 + i64::from(n)));
        let day = (n / 2).cast_signed();
        money.payment.value_on = date(2026, 11, 10).saturating_add(day.days());
        money.payment.text = (n == 4).then(|| "100% takk_for!".to_owned());
        world.tell(payment(money)).await;
    }
    pay(world, "e", 77, eur(5)).await;
    invoice
}

pub(super) async fn payments_are_paged_newest_first(store: Arc<dyn Store>) {
    let world = World::new(&store).await;
    six_payments(&world).await;
    for (matched, expected) in [(None, 6), (Some(true), 1), (Some(false), 5)] {
        let filter = PaymentFilter {
            matched,
            ..PaymentFilter::default()
        };
        let (mut after, mut seen) = (None, Vec::new());
        loop {
            let page = store
                .list_payments(world.organisation, &filter, after, 2)
                .await;
            let page = page.unwrap();
            seen.extend(page.iter().map(|payment| (payment.value_on, payment.id)));
            let Some(last) = page.last() else { break };
            after = Some(PaymentCursor {
                value_on: last.value_on,
                id: last.id,
            });
        }
        assert_eq!(seen.len(), expected);
        assert!(seen.is_sorted_by(|a, b| a > b), "{seen:?}");
        let last = seen.last().map(|(value_on, id)| PaymentCursor {
            value_on: *value_on,
            id: *id,
        });
        let before = store
            .list_payments_before(world.organisation, &filter, last.unwrap(), 4)
            .await;
        let before: Vec<_> = before
            .unwrap()
            .iter()
            .map(|place| (place.value_on, place.id))
            .collect();
        let nearest: Vec<_> = seen.iter().rev().skip(1).take(4).copied().collect();
        assert_eq!(before, nearest);
    }
}

pub(super) async fn payments_are_filtered_and_counted(store: Arc<dyn Store>) {
    let world = World::new(&store).await;
    let invoice = six_payments(&world).await;
    let filter = |matched, document, text: Option<&str>| PaymentFilter {
        matched,
        document,
        text: text.map(str::to_owned),
        companies: None,
    };
    let of_invoice = Some(invoice);
    let cases = [
        (filter(None, None, None), 6, vec![eur(5), nok(5_010)]),
        (filter(Some(true), None, None), 1, vec![nok(1_001)]),
        (filter(Some(false), None, None), 5, vec![eur(5), nok(4_009)]),
        (filter(None, of_invoice, None), 1, vec![nok(1_001)]),
        (filter(Some(false), of_invoice, None), 0, vec![]),
        (filter(None, of_invoice, Some("takk")), 0, vec![]),
        (filter(None, None, Some("0% TAKK_")), 1, vec![nok(1_004)]),
        (filter(None, None, Some("0%takk")), 0, vec![]),
        (filter(None, None, Some(&kid(77))), 1, vec![eur(5)]),
    ];
    for (filter, payments, sums) in cases {
        let count = store
            .count_payments(world.organisation, &filter)
            .await
            .unwrap();
        assert_eq!((count.payments, count.sums), (payments, sums), "{filter:?}");
        let listed = store
            .list_payments(world.organisation, &filter, None, 9)
            .await;
        assert_eq!(listed.unwrap().len() as u64, payments, "{filter:?}");
    }
}

pub(super) async fn a_payment_is_of_the_company_of_its_document_or_its_account(
    store: Arc<dyn Store>,
) {
    let world = World::new(&store).await;
    let organisation = world.organisation;
    let [ours, theirs, third] = [1, 2, 3].map(|_| id(CompanyId::from_parts));
    for company in [ours, theirs, third] {
        let (company, unset) = (company_of(company, None), CompanySettings::default());
        let added = store.add_company(organisation, company, unset);
        added.await.unwrap();
    }
    let mut invoice = world.invoice(1);
    invoice.head.company = ours;
    let invoice = world.add(invoice).await;
    let told = |name: &str, number: u32, company| NewMoney {
        company,
        ..money(name, &kid(number), nok(100_000 + i64::from(number)))
    };
    // One to another's account that pays our document, one to each account
    // that pays nothing, and one to an account of nobody.
    let matched = told("matched", 1, Some(theirs));
    let (own, foreign) = (
        told("own", 70, Some(ours)),
        told("foreign", 71, Some(theirs)),
    );
    let nobodys = told("nobodys", 72, None);
    let [matched_id, own_id, foreign_id] = [&matched, &own, &foreign].map(|one| one.id);
    for one in [matched, own, foreign, nobodys] {
        world.tell(payment(one)).await;
    }
    let done = store.match_payment(organisation, matched_id, invoice, at(50));
    // It may have found its document by itself.
    done.await.unwrap();
    let filter = |matched, document, companies: &[CompanyId]| PaymentFilter {
        matched,
        document,
        text: None,
        companies: Some(companies.to_vec()),
    };
    let of_invoice = Some(invoice);
    for (filter, mut expected) in [
        (filter(None, None, &[ours]), vec![matched_id, own_id]),
        (filter(Some(true), None, &[ours]), vec![matched_id]),
        (filter(Some(false), None, &[ours]), vec![own_id]),
        (filter(None, None, &[theirs]), vec![foreign_id]),
        (filter(None, None, &[third]), vec![]),
        (filter(None, None, &[]), vec![]),
        (
            filter(None, None, &[third, theirs, ours]),
            vec![matched_id, own_id, foreign_id],
        ),
        (filter(None, of_invoice, &[ours]), vec![matched_id]),
        (filter(None, of_invoice, &[theirs]), vec![]),
    ] {
        let listed = store.list_payments(organisation, &filter, None, 9).await;
        let listed = listed.unwrap();
        let mut ids: Vec<PaymentId> = listed.iter().map(|payment| payment.id).collect();
        if let (Some(last), None) = (listed.last(), filter.document) {
            let last = PaymentCursor {
                value_on: last.value_on,
                id: last.id,
            };
            let before = store.list_payments_before(organisation, &filter, last, 9);
            assert_eq!(before.await.unwrap().len() + 1, ids.len(), "{filter:?}");
        }
        let count = store.count_payments(organisation, &filter).await.unwrap();
        assert_eq!(count.payments, ids.len() as u64, "{filter:?}");
        let sum: i64 = listed.iter().map(|payment| payment.amount.minor).sum();
        let sums: i64 = count.sums.iter().map(|sum| sum.minor).sum();
        assert_eq!(sums, sum, "{filter:?}");
        ids.sort_unstable();
        expected.sort_unstable();
        assert_eq!(ids, expected, "{filter:?}");
    }
}

pub(super) async fn letters_of_every_language_are_found_in_any_case(store: Arc<dyn Store>) {
    let world = World::new(&store).await;
    let mut money = money("1", &kid(1), nok(1));
    money.payment.payer_name = Some("ÅSE ØYSTEINSDATTER".to_owned());
    world.tell(payment(money)).await;
    let filter = PaymentFilter {
        text: Some("åse øy".to_owned()),
        ..PaymentFilter::default()
    };
    let found = store
        .count_payments(world.organisation, &filter)
        .await
        .unwrap();
    assert_eq!(found.payments, 1);
}

pub(super) async fn sums_never_overflow(store: Arc<dyn Store>) {
    let world = World::new(&store).await;
    for (name, minor) in [("1", i64::MAX), ("2", i64::MAX - 7), ("3", -5)] {
        pay(&world, name, 1, nok(minor)).await;
    }
    let all = PaymentFilter::default();
    let count = store
        .count_payments(world.organisation, &all)
        .await
        .unwrap();
    assert_eq!((count.payments, count.sums), (3, vec![nok(i64::MAX)]));
}

pub(super) async fn suggestions_are_what_is_outstanding_exactly(store: Arc<dyn Store>) {
    let world = World::new(&store).await;
    let later = with_shared_kid(&world, 2, 60_000, 30).await;
    let mut undated = world.invoice(5);
    undated.head.amount = Some(nok(60_000));
    undated.head.due_on = None;
    let undated = world.add(undated).await;
    let part_paid = world.add(world.invoice(3)).await;
    pay(&world, "1", 3, nok(40_000)).await;
    let paid = world.add(world.invoice(4)).await;
    pay(&world, "2", 4, nok(100_000)).await;
    let organisation = world.organisation;
    let found = store
        .find_documents_by_outstanding(organisation, nok(60_000), 9)
        .await;
    assert_eq!(found.unwrap(), [part_paid, later, undated]);
    for amount in [nok(100_000), nok(0), nok(-60_000), eur(60_000)] {
        let found = store
            .find_documents_by_outstanding(organisation, amount, 9)
            .await;
        assert!(!found.unwrap().contains(&paid), "{amount:?}");
    }
    let foreign = store
        .find_documents_by_outstanding(organisation, eur(60_000), 9)
        .await;
    assert_eq!(foreign.unwrap(), []);
}
