use super::*;
use proptest::prelude::*;

fn value() -> impl Strategy<Value = i64> {
    prop_oneof![
        8 => 20_000_i64..20_200,
        4 => 0_i64..60_000,
        2 => Just(NONE),
        1 => any::<i64>(),
    ]
}

fn check(packed: &Packed, values: &[i64]) {
    assert_eq!(packed.values(), values);
    for (at, value) in values.iter().enumerate() {
        assert_eq!(packed.get(at), *value, "the value at {at}");
    }
    let mut short_ones = vec![0; values.len()];
    packed.read(0..values.len(), &mut short_ones);
    for (short_one, value) in short_ones.iter().zip(values) {
        if i32::try_from(*value).is_ok() || *value == NONE {
            assert_eq!(*short_one, short(*value));
        }
    }
    let zone = packed.zone();
    let within = |value: &i64| *value == NONE || (zone.first..=zone.last).contains(value);
    assert!(values.iter().all(within), "{zone:?} holds every value");
}

proptest! {
    #[test]
    fn values_come_back_however_they_were_written(
        values in prop::collection::vec(value(), 1..400),
        changes in prop::collection::vec((any::<prop::sample::Index>(), value()), 0..200),
    ) {
        let mut values = values;
        let mut packed = Packed::default();
        for (at, value) in values.iter().enumerate() {
            packed.push(*value);
            if at == values.len() / 2 {
                packed.settle();
            }
        }
        check(&packed, &values);
        check(&Packed::of(&values), &values);
        for (at, value) in changes {
            let at = at.index(values.len());
            values[at] = value;
            packed.set(at, value);
            check(&packed, &values);
        }
    }

    #[test]
    fn a_part_reads_like_the_whole(
        values in prop::collection::vec(value(), 1..300),
        from: prop::sample::Index,
        to: prop::sample::Index,
    ) {
        let (from, to) = (from.index(values.len()), to.index(values.len()));
        let range = from.min(to)..from.max(to);
        let mut part = vec![0; range.len()];
        Packed::of(&values).read_whole(range.clone(), &mut part);
        prop_assert_eq!(&part, &values[range]);
    }

    #[test]
    fn marks_of_a_span_are_those_of_looking_at_each_value(
        values in prop::collection::vec(value(), 1..300),
        (first, last) in (value(), value()),
        from: prop::sample::Index,
    ) {
        let range = from.index(values.len())..values.len();
        let mut found = Vec::new();
        let marks = Packed::of(&values).marks_between(range.clone(), (first, last));
        marks.each(|n| found.push(range.start + n));
        let within = |at: &usize| (first..=last).contains(&values[*at]);
        prop_assert_eq!(found, range.filter(within).collect::<Vec<_>>());
    }

    #[test]
    fn marks_of_a_set_are_those_of_looking_at_each_code(
        codes in prop::collection::vec(
            prop_oneof![9 => 0..400_u32, 1 => 0..70_000_u32, 1 => 4_000_000..4_000_400_u32],
            1..300,
        ),
        wanted in prop::collection::vec(any::<prop::sample::Index>(), 0..40),
        from: prop::sample::Index,
    ) {
        let values: Vec<i64> = codes.iter().copied().map(i64::from).collect();
        let wanted: Vec<u32> = wanted.iter().map(|at| codes[at.index(codes.len())]).collect();
        let set: crate::names::Codes = wanted.iter().copied().collect();
        let range = from.index(codes.len())..codes.len();
        let mut found = Vec::new();
        let marks = Packed::of(&values).marks_in(range.clone(), &set);
        marks.each(|n| found.push(range.start + n));
        let is_wanted = |at: &usize| wanted.contains(&codes[*at]);
        prop_assert_eq!(found, range.filter(is_wanted).collect::<Vec<_>>());
    }
}

#[test]
fn days_of_some_months_take_a_byte_and_one_of_the_year_9999_does_not_widen_them() {
    let mut days: Vec<i64> = (0..16_384).map(|n| 20_500 + n % 200).collect();
    assert_eq!(Packed::of(&days).bytes(), 16_384);
    days[77] = 2_932_896;
    let packed = Packed::of(&days);
    assert!(packed.bytes() <= 16_384 + 64);
    check(&packed, &days);
}

#[test]
fn a_column_without_values_takes_no_room() {
    let packed = Packed::of(&[NONE; 500]);
    assert_eq!((packed.bytes(), packed.len()), (0, 500));
    assert!(packed.zone().is_empty());
}
