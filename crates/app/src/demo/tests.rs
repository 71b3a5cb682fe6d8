use super::*;
use domain::document::{Details, ReferenceKind};
use domain::intake::ItemBody;
use domain::{Channel, DocumentKind, Event, Head, account, kid, organisation_number};
use std::collections::{BTreeMap, BTreeSet};
use std::hash::{DefaultHasher, Hash as _, Hasher as _};

const FULL: usize = 50_000;

fn now() -> Timestamp {
    "2026-11-23T10:00:00Z".parse().unwrap()
}

fn fingerprint(seed: u64, documents: usize, now: Timestamp) -> u64 {
    let mut hasher = DefaultHasher::new();
    for document in plan(seed, documents, now).documents() {
        format!("{document:?}").hash(&mut hasher);
    }
    hasher.finish()
}

#[test]
fn the_same_seed_tells_the_same_demo() {
    let first = fingerprint(7, 2_000, now());
    assert_eq!(first, fingerprint(7, 2_000, now()));
    assert_ne!(first, fingerprint(8, 2_000, now()));
    let later = now() + jiff::SignedDuration::from_hours(1);
    assert_ne!(first, fingerprint(7, 2_000, later));
}

#[test]
fn exactly_as_many_documents_come_as_were_planned() {
    for documents in [0, 1, 37, 1_000] {
        let plan = plan(1, documents, now());
        assert_eq!(plan.documents().count(), documents);
    }
}

#[test]
fn the_group_has_three_companies_with_valid_numbers() {
    let plan = plan(1, 100, now());
    assert_eq!(plan.companies.len(), 3);
    for company in &plan.companies {
        assert!(organisation_number::is_valid(&company.number));
        assert!(
            company
                .accounts
                .iter()
                .all(|number| account::is_valid(number))
        );
    }
}

#[test]
fn fifty_thousand_documents_use_every_channel_and_kind() {
    let mut channels = BTreeMap::<Channel, usize>::new();
    let mut kinds = BTreeMap::<DocumentKind, usize>::new();
    let mut customers = BTreeSet::new();
    for told in plan(42, FULL, now()).documents() {
        *channels.entry(told.document.channel.unwrap()).or_default() += 1;
        *kinds.entry(told.document.kind.unwrap()).or_default() += 1;
        customers.insert(told.document.customer.key());
    }
    assert_eq!(channels.len(), 9, "{channels:?}");
    assert_eq!(kinds.len(), 6, "{kinds:?}");
    assert!(channels.values().all(|count| *count > 300), "{channels:?}");
    assert!(kinds.values().all(|count| *count > 100), "{kinds:?}");
    assert!(
        (5_500..6_500).contains(&customers.len()),
        "{}",
        customers.len()
    );
}

#[test]
fn totals_add_up_to_the_last_ore() {
    for told in plan(3, 5_000, now()).documents() {
        let document = &told.document;
        if !document.details.lines.is_empty() {
            check_sums(&document.details, document.amount.unwrap().minor);
        } else {
            assert_eq!(document.amount, None);
        }
    }
}

fn check_sums(details: &Details, amount: i64) {
    let totals = &details.totals;
    let lines: i64 = details.lines.iter().map(|l| l.amount.unwrap().minor).sum();
    let tax: i64 = details
        .taxes
        .iter()
        .map(|tax| tax.amount.unwrap().minor)
        .sum();
    assert_eq!(totals.lines.unwrap().minor, lines);
    assert_eq!(totals.without_tax.unwrap().minor, lines);
    assert_eq!(totals.tax[0].minor, tax);
    assert_eq!(totals.with_tax.unwrap().minor, lines + tax);
    assert_eq!(totals.payable.unwrap().minor, amount);
    assert_eq!(amount, lines + tax);
    for line in &details.lines {
        let quantity: f64 = line.quantity.as_ref().unwrap().parse().unwrap();
        let price: f64 = line.price.as_ref().unwrap().parse().unwrap();
        let stated = line.amount.unwrap().minor as f64 / 100.0;
        assert!((quantity * price - stated).abs() < 0.0051, "{line:?}");
    }
}

#[test]
fn a_kid_is_valid_and_belongs_to_one_document() {
    let mut seen = BTreeSet::new();
    for told in plan(4, 5_000, now()).documents() {
        let document = &told.document;
        let asks = document.kind.unwrap().asks_for_payment();
        assert_eq!(document.kid.is_some(), asks);
        assert_eq!(document.account.is_some(), asks);
        assert_eq!(document.due_on.is_some(), asks);
        let Some(kid) = &document.kid else { continue };
        assert_eq!(kid::check(kid, kid::Algorithm::Mod10), Ok(()));
        assert!(account::is_valid(document.account.as_ref().unwrap()));
        let repeated = told.events.iter().any(|event| is_repetition(&event.fact));
        assert!(seen.insert(kid.clone()) != repeated, "{kid}");
    }
}

fn is_repetition(fact: &Fact) -> bool {
    matches!(fact, Fact::Refused { problem } if problem.reason == domain::Reason::Duplicate)
}

#[test]
fn time_runs_forward_and_stops_now() {
    let now = now();
    let mut before = Timestamp::MIN;
    for told in plan(5, 10_000, now).documents() {
        assert!(before <= told.received_at && told.received_at <= now);
        assert_eq!(told.document.received_at, Some(told.received_at));
        before = told.received_at;
        for event in &told.events {
            assert!(told.received_at <= event.occurred_at, "{event:?}");
            assert!(event.occurred_at <= event.learned_at, "{event:?}");
            assert!(event.learned_at <= now, "{event:?}");
        }
        for paid in &told.payments {
            assert!(paid.learned_at <= now, "{paid:?}");
            assert!(
                told.document.issued_on.unwrap() <= paid.payment.value_on,
                "{paid:?}"
            );
            assert!(
                domain::calendar::is_bank_day(paid.payment.value_on),
                "{paid:?}"
            );
        }
    }
}

#[test]
fn keys_are_told_once() {
    let mut keys = BTreeSet::new();
    for told in plan(6, 10_000, now()).documents() {
        let of_events = told.events.into_iter().map(|event| event.source);
        let of_payments = told.payments.into_iter().map(|paid| paid.payment.source);
        for key in of_events.chain(of_payments).chain(told.document.source) {
            assert!(keys.insert(key.clone()), "{key:?}");
        }
    }
}

#[test]
fn credit_notes_name_the_invoice_they_credit() {
    let mut amounts = BTreeMap::new();
    let mut credited = 0;
    for told in plan(9, 10_000, now()).documents() {
        let document = told.document;
        let mut references = document.details.references.iter();
        let reference = references.find(|reference| reference.kind == ReferenceKind::Billing);
        if document.kind == Some(DocumentKind::CreditNote) {
            let (number, amount) = &amounts[told.credits.as_ref().unwrap()];
            assert_eq!(&reference.unwrap().value, number);
            assert!(document.amount <= *amount);
            credited += 1;
        } else {
            assert_eq!(told.credits, None);
            amounts.insert(document.source.unwrap(), (document.number, document.amount));
        }
    }
    assert!(credited > 50, "{credited}");
}

#[test]
fn the_named_customer_moved_from_paper_to_efaktura_in_april() {
    let spring = jiff::civil::date(2026, 4, 15);
    let mut invoices = [0, 0];
    for told in plan(42, FULL, now()).documents() {
        let document = &told.document;
        let is_hers = document.customer.name == MOVED_CUSTOMER;
        if is_hers && document.kind == Some(DocumentKind::Invoice) {
            let after = document.issued_on.unwrap() >= spring;
            let expected = [Channel::Print, Channel::Efaktura][usize::from(after)];
            assert_eq!(document.channel, Some(expected));
            invoices[usize::from(after)] += 1;
        }
    }
    assert!(invoices.iter().all(|count| *count >= 3), "{invoices:?}");
}

#[test]
fn digipost_was_down_for_two_days_in_september() {
    let mut by_day = BTreeMap::<String, usize>::new();
    for told in plan(42, FULL, now()).documents() {
        for event in &told.events {
            let is_outage = event.fact.problem().is_some_and(|problem| {
                problem.namespace.as_deref() == Some("digipost")
                    && problem.code.as_deref() == Some("503")
            });
            if is_outage {
                let day = event.occurred_at.strftime("%Y-%m-%d").to_string();
                *by_day.entry(day).or_default() += 1;
            }
        }
    }
    let days: Vec<&str> = by_day.keys().map(String::as_str).collect();
    assert_eq!(days, ["2026-09-29", "2026-09-30"], "{by_day:?}");
}

#[test]
fn the_newest_documents_come_with_their_originals() {
    let plan = plan(42, 3_000, now());
    let told: Vec<DemoDocument> = plan.documents().collect();
    let (older, newest) = told.split_at(3_000 - ORIGINALS_NEWEST);
    assert!(older.iter().all(|told| told.original.is_none()));
    let mut embedded = 0;
    for told in newest {
        let file = told.original.as_ref().unwrap();
        match file.media_type.as_str() {
            "application/pdf" => check_pdf(&file.bytes),
            _ => check_ehf(&told.document, &file.bytes),
        }
        embedded += told.document.embedded.len();
        told.document
            .embedded
            .iter()
            .for_each(|file| check_pdf(&file.bytes));
    }
    assert!(embedded > 5, "{embedded}");
}

fn check_pdf(bytes: &[u8]) {
    assert!(bytes.starts_with(b"%PDF-1."));
    assert!(bytes.trim_ascii_end().ends_with(b"%%EOF"));
}

/// An EHF reads back as the document that it is the original of, but for what
/// only the sender's system knows.
fn check_ehf(document: &NewDocument, bytes: &[u8]) {
    let mut items = formats::read_bytes("ehf.xml", bytes);
    let item = items.next().unwrap();
    assert_eq!(item.findings, []);
    let ItemBody::Document(read) = item.body else {
        panic!("not a document: {item:?}");
    };
    let expected = NewDocument {
        source: None,
        received_at: None,
        batch: None,
        ..document.clone()
    };
    assert_eq!(*read, expected);
    assert_eq!(items.next(), None);
}

#[test]
fn a_story_folds_to_every_state_that_there_is() {
    let mut processing = BTreeSet::new();
    let mut delivery = BTreeSet::new();
    let mut recipient = BTreeSet::new();
    for told in plan(42, FULL, now()).documents() {
        let standing = fold(&told);
        processing.insert(standing.processing);
        delivery.insert(standing.delivery);
        recipient.insert(standing.recipient);
    }
    // "Received" alone lasts seconds, and whatever fell back is tried again.
    processing.insert(domain::Processing::Received);
    delivery.insert(domain::Delivery::FellBack);
    assert_eq!(processing.len(), 4, "{processing:?}");
    assert_eq!(delivery.len(), 8, "{delivery:?}");
    assert_eq!(recipient.len(), 7, "{recipient:?}");
}

fn fold(told: &DemoDocument) -> domain::Standing {
    let document = &told.document;
    let id = domain::DocumentId::from_bytes([0; 16]);
    let head = Head {
        id,
        company: domain::CompanyId::from_bytes([0; 16]),
        customer: domain::CustomerId::from_bytes([0; 16]),
        kind: document.kind.unwrap(),
        channel: document.channel.unwrap(),
        number: document.number.clone(),
        kid: document.kid.clone(),
        account: document.account.clone(),
        amount: document.amount,
        issued_on: document.issued_on,
        due_on: document.due_on,
        received_at: told.received_at,
        batch: document.batch.clone(),
    };
    let events: Vec<Event> = told
        .events
        .iter()
        .map(|event| Event {
            seq: domain::Seq(0),
            document: Some(id),
            source: event.source.clone(),
            occurred_at: event.occurred_at,
            learned_at: event.learned_at,
            fact: event.fact.clone(),
        })
        .collect();
    domain::fold(&head, &events).standing
}

#[test]
fn the_banks_next_files_tell_what_was_not_told_yet() {
    let plan = plan(42, 5_000, now());
    let files = plan.bank_files();
    assert!(!files.is_empty());
    let mut told = BTreeSet::new();
    for document in plan.documents() {
        let payments = document.payments.into_iter();
        told.extend(payments.filter_map(|paid| paid.payment.bank_reference));
    }
    for file in &files {
        let mut items = formats::read_bytes(&file.name, &file.bytes);
        let payments: Vec<_> = items.by_ref().collect();
        assert_eq!(items.findings, []);
        assert!(!payments.is_empty());
        for item in payments {
            let ItemBody::Payment(payment) = &item.body else {
                panic!("not a payment: {item:?}");
            };
            assert!(file.name.contains(&payment.account));
            assert!(
                !told.contains(payment.bank_reference.as_ref().unwrap()),
                "{payment:?}"
            );
        }
    }
}

#[test]
fn a_demo_can_end_at_any_moment() {
    for now in [Timestamp::MIN, Timestamp::MAX, Timestamp::UNIX_EPOCH] {
        assert_eq!(plan(1, 300, now).documents().count(), 300);
    }
    for hour in 0..24 {
        let at: Timestamp = format!("2026-10-25T{hour:02}:20:00Z").parse().unwrap();
        let plan = plan(1, 400, at);
        assert!(plan.documents().all(|told| told.received_at <= at));
    }
}
