use super::*;
use jiff::civil::date;
use proptest::prelude::*;

const COMPANIES: [CompanyId; 2] = [
    CompanyId::from_bytes([1; 16]),
    CompanyId::from_bytes([2; 16]),
];
const CHANNELS: [Channel; 3] = [Channel::Email, Channel::Efaktura, Channel::Print];
const KINDS: [DocumentKind; 2] = [DocumentKind::Invoice, DocumentKind::Letter];

fn kept(channel: Channel, received_on: Date) -> Kept {
    Kept {
        company: COMPANIES[0],
        channel,
        kind: DocumentKind::Invoice,
        received_on,
    }
}

fn rule(scope: Scope, months: u16) -> Rule {
    Rule {
        scope,
        months: Some(months),
        from_on: None,
    }
}

#[test]
fn efaktura_stays_sixteen_months_and_the_rest_two() {
    let rules = Rules::new([]);
    let received = date(2026, 12, 31);
    let erased_on = |channel| rules.erased_on(&kept(channel, received));
    assert_eq!(erased_on(Channel::Email), date(2027, 2, 28));
    assert_eq!(erased_on(Channel::Efaktura), date(2028, 4, 30));
}

#[test]
fn a_leap_day_is_the_last_of_its_month() {
    let rules = Rules::new([]);
    let erased_on = |received| rules.erased_on(&kept(Channel::Email, received));
    assert_eq!(erased_on(date(2027, 12, 31)), date(2028, 2, 29));
    assert_eq!(erased_on(date(2028, 2, 29)), date(2028, 4, 29));
}

#[test]
fn the_rule_for_the_smallest_part_holds() {
    let company = Scope {
        company: Some(COMPANIES[0]),
        ..Scope::ALL
    };
    let channel = Scope {
        channel: Some(Channel::Email),
        ..Scope::ALL
    };
    let kind = Scope {
        kind: Some(DocumentKind::Invoice),
        ..Scope::ALL
    };
    let both = Scope {
        channel: Some(Channel::Email),
        kind: Some(DocumentKind::Invoice),
        ..Scope::ALL
    };
    let document = kept(Channel::Email, date(2026, 1, 1));
    let mut rules = vec![rule(Scope::ALL, 1)];
    for (scope, months) in [(kind, 3), (channel, 4), (company, 5), (both, 6)] {
        rules.push(rule(scope, months));
        let held = Rules::new(rules.clone()).rule(&document);
        assert_eq!(held.months, Some(months), "{scope:?}");
    }
    // A rule for everything does not shorten what is said of eFaktura.
    let efaktura = kept(Channel::Efaktura, date(2026, 1, 1));
    let held = Rules::new([rule(Scope::ALL, 1)]).rule(&efaktura);
    assert_eq!(held.months, Some(MONTHS_EFAKTURA));
}

#[test]
fn a_rule_from_a_day_leaves_what_came_before() {
    let longer = Rule {
        from_on: Some(date(2026, 6, 1)),
        ..rule(Scope::ALL, 12)
    };
    let gone = Rule {
        from_on: Some(date(2026, 9, 1)),
        months: None,
        ..longer
    };
    let rules = Rules::new([longer, gone]);
    let months = |received| rules.rule(&kept(Channel::Email, received)).months;
    assert_eq!(months(date(2026, 5, 31)), Some(2));
    assert_eq!(months(date(2026, 6, 1)), Some(12));
    // The default is the rule for larger parts of the rule for everything.
    assert_eq!(months(date(2026, 9, 1)), Some(2));
}

fn any_day() -> impl Strategy<Value = Date> {
    (0_i32..1500).prop_map(|days| date(2027, 1, 1) + days.days())
}

fn any_rule() -> impl Strategy<Value = Rule> {
    let scope = (
        prop::option::of(prop::sample::select(&COMPANIES[..])),
        prop::option::of(prop::sample::select(&CHANNELS[..])),
        prop::option::of(prop::sample::select(&KINDS[..])),
    );
    let months = prop::option::weighted(0.8, 1_u16..20);
    (scope, months, prop::option::of(any_day())).prop_map(
        |((company, channel, kind), months, from_on)| Rule {
            scope: Scope {
                company,
                channel,
                kind,
            },
            months,
            from_on,
        },
    )
}

/// The calendar counted on the fingers: month by month, and back to the last
/// day there is.
fn months_later(day: Date, months: u16) -> Date {
    let (mut year, mut month) = (day.year(), day.month());
    for _ in 0..months {
        (year, month) = if month == 12 {
            (year + 1, 1)
        } else {
            (year, month + 1)
        };
    }
    let mut at = day.day();
    loop {
        if let Ok(found) = Date::new(year, month, at) {
            return found;
        }
        at -= 1;
    }
}

/// The rules read aloud: every part that a document is in, from the smallest
/// to the largest, and what was said of it last.
fn months_by_hand(rules: &[Rule], kept: &Kept) -> u16 {
    let (company, channel, kind) = (Some(kept.company), Some(kept.channel), Some(kept.kind));
    let parts = [
        (company, channel, kind),
        (company, channel, None),
        (company, None, kind),
        (None, channel, kind),
        (company, None, None),
        (None, channel, None),
        (None, None, kind),
        (None, None, None),
    ];
    for (company, channel, kind) in parts {
        let scope = Scope {
            company,
            channel,
            kind,
        };
        let mut said: Option<Rule> = None;
        for rule in rules.iter().filter(|rule| rule.scope == scope) {
            let applies = rule.from_on.unwrap_or(Date::MIN) <= kept.received_on;
            let is_newer = said.is_none_or(|said| {
                said.from_on.unwrap_or(Date::MIN) <= rule.from_on.unwrap_or(Date::MIN)
            });
            if applies && is_newer {
                said = Some(*rule);
            }
        }
        if said.is_none() && scope == Rule::DEFAULTS[1].scope {
            return MONTHS_EFAKTURA;
        }
        if let Some(months) = said.and_then(|said| said.months) {
            return months;
        }
    }
    MONTHS_DEFAULT
}

proptest! {
    #[test]
    fn the_rules_are_as_read_aloud(
        own in prop::collection::vec(any_rule(), 0..8),
        received in any_day(),
        company in prop::sample::select(&COMPANIES[..]),
        channel in prop::sample::select(&CHANNELS[..]),
        kind in prop::sample::select(&KINDS[..]),
    ) {
        let document = Kept { company, channel, kind, received_on: received };
        let months = months_by_hand(&own, &document);
        let rules = Rules::new(own);
        prop_assert_eq!(rules.rule(&document).months, Some(months));
        prop_assert_eq!(rules.erased_on(&document), months_later(received, months));
    }

    #[test]
    fn what_is_due_is_exactly_what_is_no_longer_kept(
        own in prop::collection::vec(any_rule(), 0..6),
        today in any_day(),
        channel in prop::sample::select(&CHANNELS[..]),
    ) {
        let rules = Rules::new(own);
        let (company, kind) = (COMPANIES[0], KINDS[0]);
        let due = rules.due(company, channel, kind, today);
        let mut day = date(2025, 1, 1);
        while day < date(2031, 6, 1) {
            let document = Kept { company, channel, kind, received_on: day };
            let is_over = rules.erased_on(&document) <= today;
            let times = due
                .iter()
                .filter(|due| due.from.is_none_or(|from| from <= day) && day <= due.to)
                .count();
            prop_assert_eq!(times, usize::from(is_over), "{} on {}", day, today);
            day = day.saturating_add(1.day());
        }
    }
}
