//! The questions of statistics give the answers of going through the entries
//! one by one, by the rules of `docs/statistics.md` written down once more.

mod money;
mod slowly;
mod times;

use crate::world::{Dice, TODAY, World};
use crate::{facts_of, oslo};
use domain::period::Days;
use domain::{Channel, CompanyId, Currency};
use facts::statistics::{
    AGES, Change, DebtorsBy, FailureShare, Grouped, MeasureOf, Price, Prices, Statistics, Step, Way,
};
use facts::{Dimension, Entry, Facts, Sort, View, WaitFor};
use jiff::civil::{Date, date};
use jiff::{Timestamp, ToSpan as _};
use proptest::prelude::*;
use slowly::Slowly;
use std::collections::HashSet;

/// The moment of asking: not midnight, so that minutes matter.
fn now() -> Timestamp {
    "2026-11-23T11:07Z".parse().expect("it is written above")
}

/// Checks an answer by dimensions against the slow answer of each group, and
/// that no document is in no group.
fn check_by<T: PartialEq + std::fmt::Debug>(
    case: &Case<'_>,
    by: &[Dimension],
    fast: impl Fn(&Statistics<'_>) -> Vec<Grouped<T>>,
    slow: impl Fn(&Slowly<'_>, &T),
    n: impl Fn(&T) -> u64,
    whole: impl Fn(&Slowly<'_>) -> u64,
) {
    let groups = fast(&case.facts.statistics(case.view, now()));
    let sum: u64 = groups.iter().map(|group| n(&group.value)).sum();
    assert_eq!(
        sum,
        whole(&case.slowly(case.view)),
        "{by:?} of {:?}",
        case.view
    );
    for group in &groups {
        let mut narrow = case.view.clone();
        for (key, dimension) in group.keys.iter().zip(by) {
            narrow.filter = narrow.filter.and(key.term(*dimension));
        }
        slow(&case.slowly(&narrow), &group.value);
    }
}

struct Case<'a> {
    facts: &'a Facts,
    world: &'a World,
    entries: &'a [Entry],
    view: &'a View,
}

impl<'a> Case<'a> {
    /// The entries of a view; which they are, lists are tested for already.
    fn slowly(&self, view: &View) -> Slowly<'a> {
        let ids: HashSet<_> = self.facts.ids(view, Sort::default()).into_iter().collect();
        let meant = self
            .entries
            .iter()
            .filter(|entry| ids.contains(&entry.head.id));
        Slowly {
            entries: meant.collect(),
            today: view.today,
            now: now(),
            zone: oslo(),
        }
    }

    fn statistics(&self) -> Statistics<'_> {
        self.facts.statistics(self.view, now())
    }
}

/// A few made-up organisations with a few questions each.
fn cases(seed: u64, count: u64, check: impl Fn(&mut Dice, &Case<'_>)) {
    let mut dice = Dice(seed);
    let world = World::new();
    let entries = dice.entries(&world, count);
    let facts = facts_of(&world, &entries);
    for _ in 0..4 {
        let mut view = dice.view(&world);
        // A day that is not that of the moment would be nobody's question.
        view.today = dice.pick(&[TODAY, TODAY, date(2026, 12, 27)]);
        let case = Case {
            facts: &facts,
            world: &world,
            entries: &entries,
            view: &view,
        };
        check(&mut dice, &case);
    }
}

fn dimensions(dice: &mut Dice) -> Vec<Dimension> {
    let all: Vec<Dimension> = Dimension::all().collect();
    (0..dice.below(3)).map(|_| dice.pick(&all)).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn shares_and_times_are_those_of_the_entries(seed: u64, count in 0_u64..160) {
        cases(seed, count, |dice, case| {
            let by = dimensions(dice);
            let mut wanted: Vec<MeasureOf> = Step::ALL.map(MeasureOf::Time).to_vec();
            wanted.push(MeasureOf::TimeByAmount);
            check_by(
                case,
                &by,
                |s| s.measures(&by, &wanted),
                |slowly, fast| slowly.check_measures(fast),
                |measures| measures.n,
                |slowly| slowly.entries.len() as u64,
            );
            let times = Step::ALL.map(MeasureOf::Time);
            let quick = case.statistics().measures(&by, &times);
            let mut singly = case.statistics().measures(&by, &wanted);
            singly.iter_mut().for_each(|group| group.value.by_amount.clear());
            assert_eq!(quick, singly, "{by:?} of {:?}", case.view);
        });
    }

    #[test]
    fn behaviour_is_that_of_the_entries(seed: u64, count in 0_u64..160) {
        cases(seed, count, |dice, case| {
            let by = dimensions(dice);
            check_by(
                case,
                &by,
                |s| s.behaviour(&by),
                |slowly, fast| assert_eq!(&slowly.behaviour(), fast),
                |behaviour| behaviour.n,
                |slowly| slowly.behaviour().n,
            );
            assert_eq!(case.statistics().habits(), case.slowly(case.view).habits());
        });
    }

    #[test]
    fn costs_and_waiting_money_are_those_of_the_entries(seed: u64, count in 0_u64..160) {
        cases(seed, count, |dice, case| {
            let (by, prices) = (dimensions(dice), prices(case.world));
            check_by(
                case,
                &by,
                |s| s.economy(&by, &prices),
                |slowly, fast| assert_eq!(&slowly.economy(&prices, None), fast),
                |economy| economy.n,
                |slowly| slowly.entries.len() as u64,
            );
            let (from, to) = (dice.pick(Channel::ALL), dice.pick(Channel::ALL));
            let moved = case.statistics().moved(from, to, &prices);
            let slowly = case.slowly(case.view).on(from);
            assert_eq!(moved.0, slowly.economy(&prices, None));
            assert_eq!(moved.1, slowly.economy(&prices, Some(to)));
        });
    }

    #[test]
    fn ageing_is_that_of_the_entries_on_any_day(seed: u64, count in 0_u64..160) {
        cases(seed, count, |dice, case| {
            let by = dimensions(dice);
            let as_of = dice.pick(&[TODAY, date(2026, 11, 1), date(2026, 10, 25), date(2027, 3, 1)]);
            check_by(
                case,
                &by,
                |s| s.ageing(as_of, &by),
                |slowly, fast| assert_eq!(&slowly.ageing(as_of), fast),
                |ageing| ageing.n,
                |slowly| slowly.ageing(as_of).n,
            );
        });
    }

    #[test]
    fn waits_are_those_of_the_entries(seed: u64, count in 0_u64..160) {
        cases(seed, count, |dice, case| {
            let by = dimensions(dice);
            let statistics = case.statistics();
            let groups = statistics.waits(&by, WaitFor::Both).expect("the groups are few");
            for group in groups {
                let mut narrow = case.view.clone();
                for (key, dimension) in group.keys.iter().zip(&by) {
                    narrow.filter = narrow.filter.and(key.term(*dimension));
                }
                assert_eq!(group.value, case.slowly(&narrow).waits(), "{by:?} of {narrow:?}");
            }
        });
    }

    #[test]
    fn customers_are_those_of_the_entries(seed: u64, count in 0_u64..160) {
        cases(seed, count, |dice, case| {
            let slowly = case.slowly(case.view);
            assert_eq!(case.statistics().pressing(DebtorsBy::OverdueDays), slowly.pressing());
            assert_eq!(case.statistics().latest_payers(usize::MAX), slowly.latest_payers());
            let mut by_sum = slowly.pressing();
            by_sum.retain(|one| one.currency == Currency::NOK);
            by_sum.sort_by_key(|one| (std::cmp::Reverse(one.overdue_minor), one.customer));
            let debtors = case.statistics().debtors(Currency::NOK, DebtorsBy::Overdue, 3);
            let debtors: Vec<_> = debtors.iter().map(|one| (one.customer, one.overdue_minor)).collect();
            let first = by_sum.iter().take(3).map(|one| (one.customer, one.overdue_minor));
            assert_eq!(debtors, first.collect::<Vec<_>>());
            assert_eq!(case.statistics().strip(), slowly.strip());
            let halves = [
                Days { from: None, to: Some(date(2026, 11, 10)) },
                Days { from: Some(date(2026, 11, 5)), to: Some(date(2026, 12, 1)) },
            ];
            for way in [Way::Distribution, Way::Payment] {
                let moved = case.statistics().transitions(way, halves[0], halves[1]);
                assert_eq!(moved, slowly.transitions(way, halves));
            }
            let (from, to) = (dice.pick(Channel::ALL), dice.pick(Channel::ALL));
            if from != to {
                let change: Change = case.statistics().change(from, to);
                let channels = case.view.filter.without(domain::filter::Key::Channel);
                let wide = View { filter: channels, ..case.view.clone() };
                assert_eq!((change.customers, change.documents), case.slowly(&wide).change(from, to));
            }
        });
    }

    #[test]
    fn failures_and_silence_are_those_of_the_entries(seed: u64, count in 0_u64..260) {
        cases(seed, count, |dice, case| {
            let by = dimensions(dice);
            check_by(
                case,
                &by,
                |s| s.failures(&by),
                |slowly, fast: &FailureShare| assert_eq!(slowly.failed(), fast.failed),
                |share| share.failed.whole,
                |slowly| slowly.failed().whole,
            );
            let on = dice.pick(&[date(2026, 11, 1), date(2026, 11, 20), TODAY, date(2027, 1, 1)]);
            let wide = View {
                filter: case.view.filter.without(domain::filter::Key::Received),
                ..case.view.clone()
            };
            let mut fast = case.statistics().improvement(on);
            fast.sort_by_key(|one| (one.channel, one.reason));
            let counted: Vec<_> = fast.iter().map(|i| (i.channel, i.reason, i.before, i.after)).collect();
            assert_eq!(counted, case.slowly(&wide).improvement(on));
        });
    }
}

/// A list with prices for all, one company's own, and a change in the middle.
fn prices(world: &World) -> Prices {
    let own: CompanyId = world.companies[1].id;
    let price = |company, channel, from: Date, minor, currency: &str| Price {
        company,
        channel,
        from,
        each: domain::Money::new(minor, currency.parse().expect("a currency")),
    };
    let (early, later) = (date(2020, 1, 1), date(2026, 11, 5));
    let mut list = vec![
        price(None, Channel::Ehf, early, 150, "NOK"),
        price(None, Channel::Ehf, later, 175, "NOK"),
        price(Some(own), Channel::Ehf, later, 90, "NOK"),
        price(None, Channel::Print, early, 1_400, "SEK"),
    ];
    list.reverse();
    Prices::new(list)
}

#[test]
fn the_price_is_the_companys_own_and_of_the_day() {
    let world = World::new();
    let prices = prices(&world);
    let [other, own] = [0, 1].map(|at| Some(world.companies[at].id));
    let of = |company, channel, on| prices.of(company, channel, on).map(|price| price.minor);
    assert_eq!(of(other, Channel::Ehf, date(2026, 11, 4)), Some(150));
    assert_eq!(of(other, Channel::Ehf, date(2026, 11, 5)), Some(175));
    assert_eq!(of(own, Channel::Ehf, date(2026, 11, 4)), Some(150));
    assert_eq!(of(own, Channel::Ehf, date(2026, 11, 5)), Some(90));
    assert_eq!(of(own, Channel::Ehf, date(2019, 1, 1)), None);
    assert_eq!(of(own, Channel::Sms, date(2026, 11, 5)), None);
}

#[test]
fn a_silent_channel_is_found_by_what_it_usually_does() {
    let mut dice = Dice(3);
    let world = World::new();
    let mut entries = dice.entries(&world, 400);
    for (number, entry) in (0_i64..).zip(&mut entries) {
        let sent = now() - (30 * 24).hours();
        entry.head.received_at = sent;
        entry.standing.channel = Channel::Ehf;
        entry.standing.sent_at = Some(sent);
        let answered = number % 4 != 0;
        entry.standing.delivery = match answered {
            true => domain::Delivery::Delivered,
            false => domain::Delivery::Sent,
        };
        entry.standing.delivered_at = answered.then(|| sent + (number % 50 * 10).minutes());
    }
    let recent = entries.last_mut().expect("there are 400");
    recent.head.received_at = now() - 10.minutes();
    recent.standing.sent_at = Some(now() - 10.minutes());
    recent.standing.delivery = domain::Delivery::Sent;
    recent.standing.delivered_at = None;
    let facts = facts_of(&world, &entries);
    let silence = facts.statistics(&View::all(TODAY), now()).silence();
    let ehf = silence
        .iter()
        .find(|one| one.channel == Channel::Ehf)
        .expect("it has documents");
    assert_eq!((ehf.n, ehf.silent), (400, 100));
    assert_eq!(ehf.documents.len(), 100);
    let within = ehf
        .answers_within_min
        .expect("it answers for three in four");
    assert!((450..=490).contains(&within), "{within}");
}

#[test]
fn the_ages_follow_each_other() {
    let names: Vec<&str> = AGES.iter().map(|age| age.code()).collect();
    assert_eq!(
        names,
        ["not_due", "1-14", "15-30", "31-60", "61-90", "over_90"]
    );
}
