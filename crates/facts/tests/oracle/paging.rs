//! Going through a list page by page while documents come in.

use crate::world::{Dice, TODAY, World};
use crate::{facts_of, sorts};
use domain::DocumentId;
use facts::{Cursor, CursorError, Facts, Sort, View};
use proptest::prelude::*;

/// Goes through all pages in one direction; `between` happens after each.
fn walk(
    facts: &mut Facts,
    view: &View,
    sort: Sort,
    start: Option<Cursor>,
    limit: usize,
    mut between: impl FnMut(&mut Facts),
) -> Vec<DocumentId> {
    let backwards = start.is_some();
    let (mut seen, mut cursor) = (Vec::new(), start);
    for _ in 0..10_000 {
        let list = facts.list(view, sort, cursor.as_ref(), limit).unwrap();
        let text = if backwards { list.previous } else { list.next };
        match backwards {
            false => seen.extend(list.ids),
            true => seen.splice(0..0, list.ids).for_each(drop),
        }
        between(facts);
        // Through text, as a URL carries it.
        cursor = text.map(|cursor| cursor.to_string().parse().unwrap());
        if cursor.is_none() {
            return seen;
        }
    }
    panic!("the pages never end");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn every_page_walk_meets_what_was_there_exactly_once(
        seed: u64,
        count in 1_u64..80,
        limit in 1_usize..9,
    ) {
        let mut dice = Dice(seed);
        let world = World::new();
        let entries = dice.entries(&world, count);
        let mut facts = facts_of(&world, &entries);
        let (view, sort) = (View { companies: None, ..dice.view(&world) }, dice.pick(&sorts()));
        let there = facts.ids(&view, sort);
        let mut number = count;
        let mut come = |facts: &mut Facts| {
            let more: Vec<_> = (0..dice.below(3)).map(|_| {
                number += 1;
                dice.entry(&world, number)
            }).collect();
            facts.apply(&more);
        };
        let forward = walk(&mut facts, &view, sort, None, limit, &mut come);
        let met: Vec<DocumentId> = forward.iter().copied().filter(|id| there.contains(id)).collect();
        prop_assert_eq!(&met, &there);
        let unique: std::collections::BTreeSet<_> = forward.iter().collect();
        prop_assert_eq!(unique.len(), forward.len());

        // And back: from the page after the last one there is.
        let there = facts.ids(&view, sort);
        let Some(last) = there.len().checked_sub(1) else { return Ok(()) };
        let page = facts.list(&view, sort, None, last).unwrap();
        if let Some(end) = page.next {
            let tail = facts.list(&view, sort, Some(&end), limit).unwrap();
            prop_assert_eq!(tail.before, last as u64);
            let back = walk(&mut facts, &view, sort, tail.previous, limit, &mut come);
            let met: Vec<DocumentId> = back.into_iter().filter(|id| there.contains(id)).collect();
            prop_assert_eq!(&met, &there[..last]);
        }
    }

    #[test]
    fn no_text_makes_reading_a_cursor_fail_badly(text in "[0-9a-fA-F]{0,200}|.{0,80}") {
        let world = World::new();
        let entries = Dice(3).entries(&world, 20);
        let facts = facts_of(&world, &entries);
        if let Ok(cursor) = text.parse::<Cursor>() {
            for sort in sorts() {
                let _ = facts.list(&View::all(TODAY), sort, Some(&cursor), 5);
            }
        }
    }
}

#[test]
fn pages_count_what_lies_before_them() {
    let world = World::new();
    let entries = Dice(5).entries(&world, 23);
    let facts = facts_of(&world, &entries);
    let view = View::all(TODAY);
    let (mut cursor, mut befores) = (None, Vec::new());
    loop {
        let list = facts
            .list(&view, Sort::default(), cursor.as_ref(), 5)
            .unwrap();
        befores.push((list.before, list.ids.len(), list.previous.is_some()));
        cursor = list.next;
        if cursor.is_none() {
            break;
        }
    }
    let expected = [
        (0, 5, false),
        (5, 5, true),
        (10, 5, true),
        (15, 5, true),
        (20, 3, true),
    ];
    assert_eq!(befores, expected);
}

#[test]
fn a_page_that_emptied_still_leads_back() {
    let world = World::new();
    let entries = Dice(5).entries(&world, 10);
    let mut facts = facts_of(&world, &entries);
    let (view, sort) = (View::all(TODAY), Sort::default());
    let all = facts.ids(&view, sort);
    let next = facts.list(&view, sort, None, 6).unwrap().next;
    facts.remove(&all[6..]);
    let empty = facts.list(&view, sort, next.as_ref(), 6).unwrap();
    assert_eq!(
        (empty.ids.len(), empty.before, empty.next.clone()),
        (0, 6, None)
    );
    let back = facts.list(&view, sort, empty.previous.as_ref(), 6).unwrap();
    assert_eq!(back.ids, all[..6]);
}

#[test]
fn a_cursor_of_another_order_is_refused() {
    let world = World::new();
    let entries = Dice(5).entries(&world, 10);
    let facts = facts_of(&world, &entries);
    let view = View::all(TODAY);
    let next = facts.list(&view, Sort::default(), None, 3).unwrap().next;
    let other = facts.list(&view, "due".parse().unwrap(), next.as_ref(), 3);
    assert_eq!(other, Err(CursorError::OtherSort));
    assert_eq!("nonsense".parse::<Cursor>(), Err(CursorError::Unreadable));
}

#[test]
fn no_name_stands_in_a_cursor() {
    let world = World::new();
    let entries = Dice(5).entries(&world, 10);
    let facts = facts_of(&world, &entries);
    let hex = |text: &str| text.bytes().map(|b| format!("{b:02x}")).collect::<String>();
    for sort in ["customer", "-customer", "company"] {
        for limit in 1..9 {
            let list = facts
                .list(&View::all(TODAY), sort.parse().unwrap(), None, limit)
                .unwrap();
            let cursor = list.next.unwrap().to_string();
            for name in ["zoll", "bore", "nord", "|deg"] {
                assert!(!cursor.contains(&hex(name)), "{name} in {cursor}");
            }
        }
    }
}
