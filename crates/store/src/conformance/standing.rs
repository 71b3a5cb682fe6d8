use super::fixture::{World, at, document, event, fact, id, kid, money, nok, payment};
use crate::Store;
use crate::port::{Customer, Lister, MatchOutcome, NewBody, NewDocumentEvent, StandingRow};
use domain::intake::Target;
use domain::{
    AttemptKey, Channel, CustomerId, DocumentId, Evidence, Fact, PaymentId, Seq, SourceKey, fold,
};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use std::sync::Arc;

async fn pages(world: &World, rows: usize) -> Vec<(Seq, DocumentId)> {
    let (mut after, mut seen) = (Seq(0), Vec::new());
    loop {
        let page = world
            .store
            .list_standings_after(world.organisation, after, rows);
        let page = page.await.unwrap();
        seen.extend(page.iter().map(|row| (row.seq, row.head.id)));
        let Some(last) = page.last().filter(|_| page.len() == rows) else {
            return seen;
        };
        after = last.seq;
    }
}

pub(super) async fn standings_are_paged_by_place_and_move_to_the_end(store: Arc<dyn Store>) {
    let world = World::new(&store).await;
    let mut ids = Vec::new();
    for n in 0..5 {
        ids.push(world.add(world.invoice(n)).await);
    }
    let position = store.last_seq(world.organisation).await.unwrap();
    let paid = payment(money("1", &kid(1), nok(100_000)));
    world.tell(paid).await;
    let seen = pages(&world, 2).await;
    let order: Vec<DocumentId> = seen.iter().map(|(_, id)| *id).collect();
    assert_eq!(order, [ids[0], ids[2], ids[3], ids[4], ids[1]]);
    assert!(seen.is_sorted_by(|(a, _), (b, _)| a < b), "{seen:?}");
    let news = store
        .list_standings_after(world.organisation, position, 10)
        .await
        .unwrap();
    assert_eq!(news.len(), 1);
    assert_eq!(news[0], world.standing(ids[1]).await);
    let between = async |after, to| {
        let rows = store.list_standings_between(world.organisation, after, to);
        rows.await.unwrap()
    };
    let end = store.last_seq(world.organisation).await.unwrap();
    assert_eq!(between(position, end).await, news);
    assert_eq!(between(end, Seq(i64::MAX)).await, []);
    let places: Vec<Seq> = seen.iter().map(|(place, _)| *place).collect();
    let some = between(places[0], places[2]).await;
    let some: Vec<Seq> = some.iter().map(|row| row.seq).collect();
    assert_eq!(some, places[1..=2]);
}

pub(super) async fn standings_come_in_the_order_asked(store: Arc<dyn Store>) {
    let world = World::new(&store).await;
    let a = world.add(world.invoice(1)).await;
    let b = world.add(world.invoice(2)).await;
    let unknown = id(DocumentId::from_parts);
    let rows = store
        .lookup_standings(world.organisation, &[b, unknown, a])
        .await;
    let ids: Vec<DocumentId> = rows.unwrap().iter().map(|row| row.head.id).collect();
    assert_eq!(ids, [b, a]);
}

/// What a lister was handed, for whoever asked.
struct Handed {
    known: Vec<CustomerId>,
    tell: std::sync::mpsc::Sender<(Vec<StandingRow>, Vec<Customer>)>,
}

impl Lister for Handed {
    fn unknown(&mut self, rows: &[StandingRow]) -> Vec<CustomerId> {
        let customers = rows.iter().map(|row| row.head.customer);
        customers.filter(|one| !self.known.contains(one)).collect()
    }

    fn take(&mut self, rows: Vec<StandingRow>, customers: Vec<Customer>) {
        self.tell.send((rows, customers)).unwrap();
    }
}

/// What is handed over to a lister who knows some customers.
async fn handed<F: Future<Output = crate::Result<()>>>(
    known: &[CustomerId],
    list: impl FnOnce(Box<dyn Lister>) -> F,
) -> (Vec<StandingRow>, Vec<Customer>) {
    let (tell, told) = std::sync::mpsc::channel();
    let known = known.to_vec();
    list(Box::new(Handed { known, tell })).await.unwrap();
    told.try_recv().unwrap()
}

pub(super) async fn long_lists_are_what_looking_up_finds(store: Arc<dyn Store>) {
    let world = World::new(&store).await;
    let us = world.organisation;
    let bodies = (0..60).map(|n| document(world.invoice(n)));
    world.record(bodies.collect()).await;
    let before = pages(&world, 100).await;
    // Some move to the end of the log, so that places follow no order of ids.
    for n in [3, 50, 20, 7] {
        let paid = payment(money(&n.to_string(), &kid(n), nok(100_000)));
        world.tell(paid).await;
    }
    let after = pages(&world, 100).await;
    let unknown = (Seq(i64::MAX), id(DocumentId::from_parts));
    for all in [before, after] {
        let everything: Vec<(Seq, DocumentId)> = all.iter().rev().copied().collect();
        let ends = [all[59], unknown, all[0]];
        // All of them; two that lie far from each other; a part; nothing.
        for asked in [&everything[..], &ends, &everything[10..23], &[unknown], &[]] {
            let (seen, ids): (Vec<Seq>, Vec<DocumentId>) = asked.iter().copied().unzip();
            let rows = store.lookup_standings(us, &ids).await.unwrap();
            let named: Vec<CustomerId> = rows.iter().map(|row| row.head.customer).collect();
            let customers = store.lookup_customers(us, &named).await.unwrap();
            for (known, customers) in [(&[][..], customers), (&named, Vec::new())] {
                let expected = (rows.clone(), customers);
                let by_id = handed(known, |to| store.list_standings_to(us, ids.clone(), to));
                assert_eq!(by_id.await, expected);
                let by_place = handed(known, |to| {
                    store.list_standings_seen_to(us, seen.clone(), to)
                });
                assert_eq!(by_place.await, expected);
            }
        }
    }
    let them = World::new(&store).await.organisation;
    let (seen, ids): (Vec<Seq>, Vec<DocumentId>) = pages(&world, 100).await.into_iter().unzip();
    let nothing = (vec![], vec![]);
    let by_id = handed(&[], |to| store.list_standings_to(them, ids, to));
    assert_eq!(by_id.await, nothing);
    let by_place = handed(&[], |to| store.list_standings_seen_to(them, seen, to));
    assert_eq!(by_place.await, nothing);
}

pub(super) async fn folding_anew_finds_nothing_to_correct(store: Arc<dyn Store>) {
    let world = World::new(&store).await;
    let bodies = (0..30).map(|n| document(world.invoice(n)));
    world.record(bodies.collect()).await;
    let before = pages(&world, 100).await;
    let heard = std::sync::atomic::AtomicU64::new(0);
    let progress = |done| heard.store(done, std::sync::atomic::Ordering::Relaxed);
    let found = store.refold(world.organisation, &progress).await.unwrap();
    assert_eq!(found, (30, 0));
    assert_eq!(heard.into_inner(), 30);
    assert_eq!(pages(&world, 100).await, before);
}

/// Something that is told in a random story about five documents.
#[derive(Debug, Clone)]
enum Step {
    Document(u32),
    Credit(u32),
    Fact(u32, u8, i64),
    Payment(u32, i64),
    Append(u32, i64),
    Match(u8, u32),
    Detach(u8),
}

fn step() -> impl Strategy<Value = Step> {
    let n = || 0_u32..5;
    prop_oneof![
        4 => n().prop_map(Step::Document),
        1 => n().prop_map(Step::Credit),
        5 => (n(), any::<u8>(), 0_i64..1_000).prop_map(|(n, what, at)| Step::Fact(n, what, at)),
        3 => (n(), -2_i64..4).prop_map(|(n, k)| Step::Payment(n, k * 50_000)),
        1 => (n(), 0_i64..1_000).prop_map(|(n, at)| Step::Append(n, at)),
        2 => (any::<u8>(), n()).prop_map(|(p, n)| Step::Match(p, n)),
        1 => any::<u8>().prop_map(Step::Detach),
    ]
}

fn some_fact(what: u8, seconds: i64) -> Fact {
    let attempt = AttemptKey::on(Channel::ALL[usize::from(what) % 4]);
    match what % 8 {
        0 => Fact::Validated,
        1 => Fact::Held,
        2 => Fact::Released,
        3 => Fact::Sent {
            attempt,
            open_receipt: true,
        },
        4 => Fact::Delivered {
            attempt,
            evidence: Evidence::Confirmed,
        },
        5 => Fact::Opened {
            channel: attempt.channel,
        },
        6 => Fact::PaymentScheduled {
            on: jiff::civil::date(2026, 12, 1),
            amount: Some(nok(seconds)),
        },
        _ => Fact::Cancelled,
    }
}

/// Tells a story: what can be told in a file goes into files of one piece,
/// the rest is done in between.
struct Teller {
    world: World,
    told: u32,
    payments: Vec<PaymentId>,
    file: Vec<NewBody>,
}

impl Teller {
    async fn tell(&mut self, step: Step) {
        self.told += 1;
        let name = format!("{}", self.told);
        match step {
            Step::Document(n) => self.file.push(document(self.world.invoice(n))),
            Step::Credit(n) => {
                let note = self.world.credit_note(n, &[&format!("F{n}")]);
                self.file.push(document(note));
            }
            Step::Fact(n, what, seconds) => {
                let target = match what % 3 {
                    0 => Target::Number(format!("F{n}")),
                    1 => Target::Source(super::fixture::key(&format!("F{n}"))),
                    _ => Target::Kid {
                        kid: kid(n),
                        account: None,
                    },
                };
                let mut body = event(target, &name, some_fact(what, seconds));
                if let NewBody::Event(new) = &mut body {
                    new.event = fact(&name, seconds, some_fact(what, seconds));
                }
                self.file.push(body);
            }
            Step::Payment(n, minor) => {
                let money = money(&name, &kid(n), nok(minor));
                self.payments.push(money.id);
                self.file.push(payment(money));
            }
            Step::Append(..) | Step::Match(..) | Step::Detach(_) => self.decide(step).await,
        }
        if self.told.is_multiple_of(4) {
            self.hand_over().await;
        }
    }

    async fn hand_over(&mut self) {
        let file = std::mem::take(&mut self.file);
        self.world.record(file).await;
    }

    async fn decide(&mut self, step: Step) {
        self.hand_over().await;
        let (store, organisation) = (&self.world.store, self.world.organisation);
        let find = async |n: u32| {
            let found = store
                .find_documents_by_number(organisation, &format!("F{n}"), 1)
                .await;
            found.unwrap().first().copied()
        };
        let payment = |p: u8| {
            self.payments
                .get(usize::from(p) % self.payments.len().max(1))
                .copied()
        };
        match step {
            Step::Append(n, seconds) => {
                let Some(document) = find(n).await else {
                    return;
                };
                let event = NewDocumentEvent {
                    document,
                    source: SourceKey::new("person", self.told.to_string()),
                    occurred_at: at(seconds),
                    learned_at: at(seconds),
                    fact: Fact::Held,
                };
                store
                    .append_events(organisation, vec![event])
                    .await
                    .unwrap();
            }
            Step::Match(p, n) => {
                let (Some(payment), Some(document)) = (payment(p), find(n).await) else {
                    return;
                };
                store
                    .match_payment(organisation, payment, document, at(500))
                    .await
                    .unwrap();
            }
            Step::Detach(p) => {
                let Some(payment) = payment(p) else { return };
                let done = store
                    .detach_payment(organisation, payment, at(600))
                    .await
                    .unwrap();
                assert!(matches!(
                    done,
                    MatchOutcome::Done | MatchOutcome::NotMatched
                ));
            }
            _ => {}
        }
    }
}

/// Whatever is told in whatever order: what is written down as a document's
/// standing is the fold of its events, each payment belongs to the document
/// in whose money it is counted, and the log has no gaps.
pub(super) async fn standings_are_the_fold_of_the_events(store: Arc<dyn Store>) {
    let config = Config {
        cases: 40,
        failure_persistence: None,
        ..Config::default()
    };
    let runtime = tokio::runtime::Handle::current();
    let tested = tokio::task::spawn_blocking(move || {
        let stories = proptest::collection::vec(step(), 1..40);
        TestRunner::new(config).run(&stories, |story| {
            runtime.block_on(check_story(&store, story));
            Ok(())
        })
    });
    tested.await.unwrap().unwrap();
}

async fn check_story(store: &Arc<dyn Store>, story: Vec<Step>) {
    let mut teller = Teller {
        world: World::new(store).await,
        told: 0,
        payments: Vec::new(),
        file: Vec::new(),
    };
    for step in story {
        teller.tell(step).await;
    }
    teller.hand_over().await;
    let Teller {
        world, payments, ..
    } = teller;
    let rows = store
        .list_standings_after(world.organisation, Seq(0), 100)
        .await
        .unwrap();
    for row in &rows {
        let events = world.events_of(row.head.id).await;
        assert_eq!(row.standing, fold(&row.head, &events).standing);
        assert_eq!(row.seq, events.last().unwrap().seq);
    }
    for id in payments {
        let payment = world.payment(id).await;
        for row in &rows {
            let counts = payment_counts(&world.events_of(row.head.id).await, id);
            let belongs = payment.matched.is_some_and(|m| m.document == row.head.id);
            assert_eq!(counts, belongs, "{payment:?}");
        }
    }
    world.assert_gap_free().await;
}

/// Whether a document's events leave a payment matched to it.
fn payment_counts(events: &[domain::Event], id: PaymentId) -> bool {
    let rounds = |wanted: fn(&Fact) -> Option<(PaymentId, u32)>| {
        let told = events.iter().filter_map(|event| wanted(&event.fact));
        told.filter(|(payment, _)| *payment == id)
            .map(|(_, round)| round)
            .max()
    };
    let matched = rounds(|fact| match fact {
        Fact::PaymentMatched { payment, round, .. } => Some((*payment, *round)),
        _ => None,
    });
    let detached = rounds(|fact| match fact {
        Fact::PaymentDetached { payment, round } => Some((*payment, *round)),
        _ => None,
    });
    matched > detached
}
