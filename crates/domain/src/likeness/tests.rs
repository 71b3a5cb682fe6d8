use super::*;
use crate::Currency;
use jiff::civil::date;

const ACCOUNT: &str = "15038366383";

fn marks(kid: Option<&'static str>, day: i8) -> Marks<'static> {
    Marks {
        account: ACCOUNT,
        kid,
        amount: Money::new(100_00, Currency::NOK),
        value_on: date(2026, 11, day),
        payer_account: None,
        bank_reference: None,
    }
}

fn check(one: Marks<'_>, other: Marks<'_>, expected: Likeness) {
    assert_eq!(likeness(&one, &other), expected, "{one:?} {other:?}");
    assert_eq!(likeness(&other, &one), expected, "whichever comes first");
}

#[test]
fn the_same_kid_on_the_same_day_is_the_same_payment() {
    let ocr = marks(Some("2345676"), 12);
    check(ocr, marks(Some("2345676"), 12), Likeness::Same);
    check(ocr, marks(Some("01290865"), 12), Likeness::Other);
    let another = Money::new(100_01, Currency::NOK);
    let more = Marks {
        amount: another,
        ..ocr
    };
    check(ocr, more, Likeness::Other);
    let elsewhere = Marks {
        account: "86011117947",
        ..ocr
    };
    check(ocr, elsewhere, Likeness::Other);
    let payer = |account| Marks {
        payer_account: Some(account),
        ..ocr
    };
    check(payer("86011117947"), payer("99991042764"), Likeness::Other);
    check(payer("86011117947"), ocr, Likeness::Same);
}

#[test]
fn days_that_lie_apart_are_in_doubt_unless_the_bank_names_the_payment() {
    let friday = marks(Some("2345676"), 13);
    check(friday, marks(Some("2345676"), 16), Likeness::Doubt);
    check(friday, marks(Some("2345676"), 20), Likeness::Other);
    let named = |day, reference| Marks {
        bank_reference: Some(reference),
        ..marks(Some("2345676"), day)
    };
    check(named(13, "000123456"), named(16, "123456"), Likeness::Same);
    check(named(13, "000123456"), named(16, "999"), Likeness::Doubt);
    check(named(13, ""), named(16, "0"), Likeness::Doubt);
}

#[test]
fn without_a_kid_a_person_has_to_say() {
    check(marks(None, 12), marks(Some("2345676"), 12), Likeness::Doubt);
    check(marks(None, 12), marks(None, 12), Likeness::Doubt);
    check(marks(None, 12), marks(None, 13), Likeness::Other);
    let named = Marks {
        bank_reference: Some("77"),
        ..marks(None, 12)
    };
    check(named, named, Likeness::Same);
    check(
        named,
        Marks {
            kid: Some("2345676"),
            ..named
        },
        Likeness::Doubt,
    );
}
