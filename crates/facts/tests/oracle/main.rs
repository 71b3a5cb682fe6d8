//! The columns give the same answers as going through the entries one by one.
#![expect(
    clippy::unwrap_used,
    reason = "all of this is a test: what cannot go on should stop"
)]

mod naive;
mod paging;
mod snapshot;
mod statistics;
mod world;

use domain::filter::Filter;
use domain::{DocumentId, Seq};
use facts::{Dimension, Entry, Facts, Sort, SortBy, View};
use jiff::tz::TimeZone;
use proptest::prelude::*;
use std::collections::HashMap;
use world::{Dice, TODAY, World};

fn oslo() -> TimeZone {
    TimeZone::get("Europe/Oslo").expect("the zone is bundled")
}

fn facts_of(world: &World, entries: &[Entry]) -> Facts {
    let mut facts = Facts::new(oslo());
    facts.apply_companies(&world.companies);
    facts.apply(entries);
    facts.apply_customers(&world.customers);
    facts
}

fn sorts() -> Vec<Sort> {
    let both = |by| [true, false].map(|descending| Sort { by, descending });
    SortBy::ALL.into_iter().flat_map(both).collect()
}

/// Everything that can be asked of a view equals what going through the
/// entries gives.
fn check(facts: &Facts, world: &World, entries: &[Entry], view: &View, sort: Sort) {
    let naive = naive::Naive {
        world,
        entries,
        view,
        zone: oslo(),
    };
    let list = facts.list(view, sort, None, 7).expect("no cursor");
    let context = format!("{view:?}, {sort}");
    let ordered = naive.ordered(sort);
    assert_eq!(list.total, ordered.len() as u64, "total of {context}");
    assert_eq!(
        list.ids,
        ordered[..ordered.len().min(7)],
        "page of {context}"
    );
    assert_eq!(facts.ids(view, sort), ordered, "order of {context}");
    let told = entries.iter().map(|entry| (entry.head.id, entry.seq));
    let told: HashMap<DocumentId, Seq> = told.collect();
    let places: Vec<_> = ordered.iter().map(|id| (*id, told[id])).collect();
    assert_eq!(facts.places(view, sort), places, "places of {context}");
    assert_eq!(facts.count(view), list.total, "count of {context}");
    assert_eq!(list.sums, naive.sums(), "sums of {context}");
    assert_eq!(list.facets, naive.facets(), "facets of {context}");
    assert_eq!(list.before, 0);
    assert!(list.previous.is_none());
    assert_eq!(list.next.is_some(), ordered.len() > 7, "next of {context}");
}

fn check_groups(facts: &Facts, world: &World, entries: &[Entry], view: &View, by: &[Dimension]) {
    let naive = naive::Naive {
        world,
        entries,
        view,
        zone: oslo(),
    };
    let groups = facts.group(view, by);
    assert_eq!(groups, naive.groups(by), "{by:?} of {view:?}");
    for group in groups.iter().take(5) {
        let mut narrow = view.clone();
        for (key, dimension) in group.keys.iter().zip(by) {
            narrow.filter = narrow.filter.and(key.term(*dimension));
        }
        let figure = format!("{:?} of {view:?}", group.keys);
        assert_eq!(facts.count(&narrow), group.count, "the link of {figure}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn lists_are_those_of_the_entries(seed: u64, count in 0_u64..120) {
        let mut dice = Dice(seed);
        let world = World::new();
        let entries = dice.entries(&world, count);
        let facts = facts_of(&world, &entries);
        for _ in 0..6 {
            let (view, sort) = (dice.view(&world), dice.pick(&sorts()));
            check(&facts, &world, &entries, &view, sort);
        }
    }

    #[test]
    fn groups_are_those_of_the_entries(seed: u64, count in 0_u64..120) {
        let mut dice = Dice(seed);
        let world = World::new();
        let entries = dice.entries(&world, count);
        let facts = facts_of(&world, &entries);
        let all: Vec<Dimension> = Dimension::all().collect();
        for _ in 0..6 {
            let view = dice.view(&world);
            let by: Vec<Dimension> = (0..dice.below(4)).map(|_| dice.pick(&all)).collect();
            check_groups(&facts, &world, &entries, &view, &by);
        }
    }

    #[test]
    fn telling_in_any_portions_and_again_changes_nothing(seed: u64, count in 1_u64..80) {
        let mut dice = Dice(seed);
        let world = World::new();
        let latest = dice.entries(&world, count);
        let mut told = latest.clone();
        for entry in &latest {
            for _ in 0..dice.below(3) {
                let mut older = dice.entry(&world, 0);
                older.head = entry.head.clone();
                older.seq = Seq(entry.seq.0 - 1 - i64::from(dice.below(2) == 0));
                told.push(older);
            }
            if dice.below(3) == 0 {
                told.push(entry.clone());
            }
        }
        dice.shuffle(&mut told);
        let mut facts = Facts::new(oslo());
        while !told.is_empty() {
            let portion = usize::try_from(dice.below(5) + 1).unwrap().min(told.len());
            facts.apply(&told.drain(..portion).collect::<Vec<_>>());
            if dice.below(4) == 0 {
                facts.apply_customers(&world.customers);
                facts.apply_companies(&world.companies);
            }
        }
        facts.apply_customers(&world.customers);
        facts.apply_companies(&world.companies);
        prop_assert_eq!(facts.len(), latest.len());
        for _ in 0..4 {
            let (view, sort) = (dice.view(&world), dice.pick(&sorts()));
            check(&facts, &world, &latest, &view, sort);
            check_groups(&facts, &world, &latest, &view, &[Dimension::Channel]);
        }
    }

    #[test]
    fn removed_documents_are_as_if_they_never_were(seed: u64, count in 1_u64..80) {
        let mut dice = Dice(seed);
        let world = World::new();
        let entries = dice.entries(&world, count);
        let mut facts = facts_of(&world, &entries);
        let (gone, left): (Vec<Entry>, Vec<Entry>) =
            entries.iter().cloned().partition(|_| dice.below(2) == 0);
        let ids: Vec<DocumentId> = gone.iter().map(|entry| entry.head.id).collect();
        facts.remove(&ids);
        facts.remove(&ids);
        prop_assert_eq!(facts.len(), left.len());
        let (view, sort) = (dice.view(&world), dice.pick(&sorts()));
        check(&facts, &world, &left, &view, sort);
        check_groups(&facts, &world, &left, &view, &[Dimension::Kind]);
        facts.apply(&gone);
        check(&facts, &world, &entries, &view, sort);
    }

    #[test]
    fn neighbours_are_those_beside_it_in_the_list(seed: u64, count in 1_u64..60) {
        let mut dice = Dice(seed);
        let world = World::new();
        let entries = dice.entries(&world, count);
        let facts = facts_of(&world, &entries);
        let (view, sort) = (dice.view(&world), dice.pick(&sorts()));
        let everything = facts.ids(&View::all(view.today), sort);
        let listed = facts.ids(&view, sort);
        for (at, id) in everything.iter().enumerate() {
            let before = everything[..at].iter().rev().find(|id| listed.contains(id));
            let after = everything[at + 1..].iter().find(|id| listed.contains(id));
            prop_assert_eq!(facts.neighbours(&view, sort, *id), (before.copied(), after.copied()));
        }
    }
}

#[test]
fn answers_stay_right_over_many_blocks_and_after_erasing_most() {
    let mut dice = Dice(2026);
    let world = World::new();
    let entries = dice.entries(&world, 70_000);
    let mut facts = facts_of(&world, &entries);
    let filters = [
        "",
        "delivery:failed",
        "payment:overdue",
        "q:12",
        "received:2026-11 -kind:letter",
    ];
    let views = filters.map(|text| View {
        filter: Filter::parse(text).unwrap(),
        ..View::all(TODAY)
    });
    for view in &views {
        check(&facts, &world, &entries, view, dice.pick(&sorts()));
        check_groups(
            &facts,
            &world,
            &entries,
            view,
            &[Dimension::Customer, Dimension::Channel],
        );
    }
    let (gone, left) = entries.split_at(60_000);
    let before = facts.bytes();
    facts.remove(&gone.iter().map(|entry| entry.head.id).collect::<Vec<_>>());
    assert!(facts.bytes() < before, "erasing gives memory back");
    for view in &views {
        check(&facts, &world, left, view, dice.pick(&sorts()));
        check_groups(&facts, &world, left, view, &[Dimension::PaidBy]);
    }
}

#[test]
fn nothing_is_answered_of_nothing() {
    let facts = Facts::new(oslo());
    let view = View::all(TODAY);
    let list = facts.list(&view, Sort::default(), None, 50).unwrap();
    assert_eq!(list, facts::List::default());
    assert!(facts.group(&view, &[]).is_empty());
    assert!(facts.is_empty());
}

#[test]
fn sums_of_the_greatest_amounts_do_not_overflow() {
    let mut dice = Dice(1);
    let world = World::new();
    let mut entries = dice.entries(&world, 3);
    for entry in &mut entries {
        entry.head.amount = Some(domain::Money::new(i64::MAX, domain::Currency::NOK));
        entry.standing.paid_minor = i64::MAX;
    }
    let facts = facts_of(&world, &entries);
    let list = facts
        .list(&View::all(TODAY), "amount".parse().unwrap(), None, 5)
        .unwrap();
    assert_eq!((list.sums[0].minor, list.sums[0].count), (i64::MAX, 3));
    let group = &facts.group(&View::all(TODAY), &[])[0];
    assert_eq!(
        (group.sums[0].amount_minor, group.sums[0].paid_minor),
        (i64::MAX, i64::MAX)
    );
}

#[test]
fn the_position_is_what_was_said() {
    let mut facts = Facts::new(oslo());
    assert_eq!(facts.position(), Seq(0));
    facts.set_position(Seq(7));
    assert_eq!(facts.position(), Seq(7));
}

#[test]
fn every_sort_and_dimension_reads_back() {
    for sort in sorts() {
        assert_eq!(sort.to_string().parse(), Ok(sort));
    }
    assert_eq!(Sort::default().to_string(), "-received");
    for dimension in Dimension::all() {
        assert_eq!(dimension.to_string().parse(), Ok(dimension));
    }
    assert!("colour".parse::<Sort>().is_err());
    assert!("colour".parse::<Dimension>().is_err());
}
