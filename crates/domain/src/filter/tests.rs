use super::*;
use crate::period::tests::any_span;
use proptest::prelude::*;

fn read(text: &str) -> Filter {
    Filter::parse(text).unwrap_or_else(|fault| panic!("{text}: {fault}"))
}

fn fault(text: &str) -> FilterError {
    Filter::parse(text).expect_err(text)
}

#[test]
fn one_text_holds_keys_lists_negations_and_words_to_search_for() {
    let text = "delivery:failed channel:ehf,efaktura -company:\"Nord AS\" amount:>1000 \
                due:2026-11-01..2026-11-30 strøm";
    let filter = read(text);
    let expected = [
        Test::Delivery(vec![Delivery::Failed]).yes(),
        Test::Channel(vec![Channel::Ehf, Channel::Efaktura]).yes(),
        Test::Company(vec!["Nord AS".to_owned()]).no(),
        Test::Amount(">1000".parse().unwrap()).yes(),
        Test::Due("2026-11-01..2026-11-30".parse().unwrap()).yes(),
        Test::Text("strøm".to_owned()).yes(),
    ];
    assert_eq!(filter.terms, expected);
    assert_eq!(filter.to_string(), text);
}

#[test]
fn bokmål_reads_as_the_canonical_words() {
    let cases = [
        ("kanal:e-post,papir", "channel:email,print"),
        ("selskap:Nord", "company:Nord"),
        ("type:faktura,purring", "kind:invoice,reminder"),
        ("betalt_med:kort", "paid_by:card"),
        ("levering:feilet", "delivery:failed"),
        ("mottaker:åpnet", "recipient:opened"),
        ("MOTTAKER:ÅPNET", "recipient:opened"),
        (
            "betaling:forfalt,delvis-betalt",
            "payment:overdue,part_paid",
        ),
        ("årsak:feil_adresse", "reason:address_wrong"),
        ("kunde:100", "customer:100"),
        ("mottatt:i_går", "received:yesterday"),
        ("utstedt:2026-10", "issued:2026-10"),
        ("-forfall:denne_uken", "-due:this_week"),
        ("betalt:siste7d", "paid:last7d"),
        ("beløp:>1000,50", "amount:>1000.50"),
        ("beløp:\"1 000..2 000\"", "amount:1000..2000"),
        ("valuta:sek", "currency:SEK"),
        ("bunke:jan", "batch:jan"),
        ("har:kommentar,feil", "has:comment,error"),
        ("status:feilet", "delivery:failed"),
        ("status:åpnet", "recipient:opened"),
        ("status:betalt", "payment:paid"),
        ("status:overdue,paid", "payment:overdue,paid"),
        ("-status:levert", "-delivery:delivered"),
        ("behandling:holdt", "processing:held"),
        ("channel=ehf", "channel:ehf"),
        ("channel:-ehf", "-channel:ehf"),
        ("q:\"Nord AS\"", "\"Nord AS\""),
    ];
    for (written, canonical) in cases {
        assert_eq!(read(written).to_string(), canonical, "{written}");
    }
}

#[test]
fn a_key_written_twice_widens() {
    assert_eq!(
        read("channel:ehf channel:sms,ehf").to_string(),
        "channel:ehf,sms"
    );
    assert_eq!(
        read("-channel:ehf -channel:sms").to_string(),
        "-channel:ehf,sms"
    );
    assert_eq!(read("channel:ehf -channel:sms").terms.len(), 2);
    assert_eq!(read("has:comment has:error").terms.len(), 2);
    assert_eq!(read("a b a").terms.len(), 2);
    assert_eq!(read("due:2026 due:..2026-10").terms.len(), 2);
}

#[test]
fn quotation_marks_take_special_meanings_away() {
    for text in [
        "-strøm",
        "a:b",
        "two words",
        "say \"hi\"",
        "back\\slash \"",
        " ",
    ] {
        let filter = Filter {
            terms: vec![Test::Company(vec![text.to_owned(), "a,b".to_owned()]).yes()],
        };
        assert_eq!(read(&filter.to_string()), filter, "{text}");
    }
    assert_eq!(
        read("\"-strøm\"").terms,
        [Test::Text("-strøm".to_owned()).yes()]
    );
    assert_eq!(read("-strøm").terms, [Test::Text("strøm".to_owned()).no()]);
    assert_eq!(read("12:30").terms, [Test::Text("12:30".to_owned()).yes()]);
    assert_eq!(read("-").terms, [Test::Text("-".to_owned()).yes()]);
}

#[test]
fn errors_name_the_word_and_what_was_probably_meant() {
    let cases = [
        ("chanel:ehf", "chanel", Some("channel")),
        ("leverng:feilet", "leverng", Some("levering")),
        ("colour:red", "colour", None),
        ("delivery:fialed", "fialed", Some("failed")),
        ("levering:feila", "feila", Some("feilet")),
        ("kanal:ehf,xyzzy", "xyzzy", None),
        ("status:overdeu", "overdeu", Some("overdue")),
    ];
    for (text, word, suggestion) in cases {
        let fault = fault(text);
        assert_eq!(
            (fault.word.as_str(), fault.suggestion.as_deref()),
            (word, suggestion),
            "{text}"
        );
        assert!(!fault.understood().is_empty(), "{text}");
        assert!(fault.to_string().contains(word), "{fault}");
    }
}

#[test]
fn each_fault_is_told_apart() {
    let many = |word: &str, n: usize| vec![word; n].join(" ");
    let distinct = |n: usize| (0..n).map(|i| format!("w{i}")).collect::<Vec<_>>();
    assert_eq!(fault("channel:").fault, Fault::Empty);
    assert_eq!(fault("channel:,").fault, Fault::Empty);
    assert_eq!(fault("q:\"\"").fault, Fault::Empty);
    assert_eq!(fault("a \"b").fault, Fault::UnclosedQuote);
    assert_eq!(fault("currency:kroner").fault, Fault::Currency);
    assert_eq!(fault("status:failed,paid").fault, Fault::MixedStatus);
    assert!(matches!(fault("due:tuesday").fault, Fault::Days(_)));
    assert!(matches!(fault("amount:lots").fault, Fault::Amount(_)));
    assert!(matches!(fault("amount:1.000,00").fault, Fault::Amount(_)));
    assert_eq!(fault(&"x".repeat(CHARACTERS_MAX + 1)).fault, Fault::TooLong);
    assert_eq!(
        fault(&distinct(TERMS_MAX + 1).join(" ")).fault,
        Fault::TooManyTerms
    );
    assert_eq!(
        fault(&many("channel:ehf", TERMS_MAX * 5)).fault,
        Fault::TooManyTerms
    );
    let values = format!("batch:{}", distinct(VALUES_MAX + 1).join(","));
    assert_eq!(fault(&values).fault, Fault::TooManyValues);
    let [half, more] = [0, 150].map(|from| distinct(from + 150)[from..].join(","));
    assert_eq!(
        fault(&format!("batch:{half} batch:{more}")).fault,
        Fault::TooManyValues
    );
}

#[test]
fn pairs_of_an_address_read_like_the_text() {
    let pairs = [
        ("delivery", "failed"),
        ("-channel", "ehf,sms"),
        ("recipient", "-opened"),
        ("company", "Nord AS"),
        ("q", "to ord"),
        ("amount", "-100"),
        ("due", ""),
        ("channel", " "),
    ];
    let filter = Filter::from_pairs(pairs).unwrap();
    let text = "delivery:failed -channel:ehf,sms -recipient:opened company:\"Nord AS\" \
                \"to ord\" amount:-100";
    assert_eq!(filter.to_string(), text);
    let written = filter.to_pairs();
    assert!(written.contains(&("company".to_owned(), "Nord AS".to_owned())));
    assert!(written.contains(&("-recipient".to_owned(), "opened".to_owned())));
    assert_eq!(Filter::from_pairs(written), Ok(filter));
    let fault = Filter::from_pairs([("sort", "due")]).unwrap_err();
    assert_eq!(fault.fault, Fault::UnknownKey);
}

#[test]
fn keys_are_told_from_the_other_pairs_of_an_address() {
    for key in ["channel", "-channel", "kanal", "status", "q", "-has"] {
        assert!(Filter::is_key(key), "{key}");
    }
    for other in ["sort", "cursor", "lang", "", "-"] {
        assert!(!Filter::is_key(other), "{other}");
    }
}

#[test]
fn words_of_a_shell_keep_their_spaces() {
    let filter = Filter::from_words(["company=Nord AS", "-kind:letter", "to ord", ""]).unwrap();
    assert_eq!(
        filter.to_string(),
        "company:\"Nord AS\" -kind:letter \"to ord\""
    );
}

#[test]
fn amounts_are_read_in_the_ways_people_write_them() {
    let nok = Currency::NOK;
    let [jpy, kwd] = ["JPY", "KWD"].map(|code| code.parse().unwrap());
    let cases = [
        ("1000", nok, 100_000, 100_000),
        ("1000.5", nok, 100_050, 100_050),
        ("1 000,50", nok, 100_050, 100_050),
        ("1\u{a0}000", nok, 100_000, 100_000),
        (">1000", nok, 100_001, i64::MAX),
        (">=1000", nok, 100_000, i64::MAX),
        ("<1000", nok, i64::MIN, 99_999),
        ("<=1000", nok, i64::MIN, 100_000),
        ("100..200", nok, 10_000, 20_000),
        ("100..", nok, 10_000, i64::MAX),
        ("..200", nok, i64::MIN, 20_000),
        ("-5..5", nok, -500, 500),
        ("1000", jpy, 1000, 1000),
        (">1000.5", jpy, 1001, i64::MAX),
        ("<1000.5", jpy, i64::MIN, 1000),
        (">-1.5", jpy, -1, i64::MAX),
        ("0.125", kwd, 125, 125),
    ];
    for (text, currency, least, greatest) in cases {
        let span: AmountSpan = text.parse().unwrap();
        assert_eq!(span.minor_range(currency), (least, greatest), "{text}");
    }
    let (least, greatest) = "1.005".parse::<AmountSpan>().unwrap().minor_range(nok);
    assert!(least > greatest, "no amount in øre is exactly that");
    for text in [
        "",
        "..",
        "a",
        "1,000.00",
        "1.00000",
        "999999999999999",
        "2..1",
        ">",
        "--1",
        ".5",
    ] {
        assert!(text.parse::<AmountSpan>().is_err(), "{text}");
    }
}

#[test]
fn every_bokmål_word_stands_for_a_real_one() {
    for key in Key::ALL {
        for (alias, canonical) in words::aliases(*key) {
            assert_eq!(words::folded(alias), *alias);
            assert!(
                words::known_values(*key).contains(canonical),
                "{key}: {alias}"
            );
            assert_eq!(
                words::value(*key, alias),
                Some(*canonical),
                "{key}: {alias}"
            );
        }
    }
    for (alias, key) in words::KEYS {
        assert_eq!(words::folded(alias), *alias);
        assert_eq!(words::key(alias), Some(*key), "{alias}");
    }
}

#[test]
fn terms_can_be_added_replaced_and_taken_away() {
    let filter = read("channel:ehf strøm");
    let sms = Test::Channel(vec![Channel::Sms]).yes();
    assert_eq!(filter.with(sms.clone()).to_string(), "strøm channel:sms");
    assert_eq!(filter.and(sms.clone()).terms.len(), 3);
    assert_eq!(filter.and(sms.clone()).and(sms).terms.len(), 3);
    assert_eq!(filter.without(Key::Q).to_string(), "channel:ehf");
    assert_eq!(filter.terms_of(Key::Q).count(), 1);
    assert!(filter.without(Key::Q).without(Key::Channel).is_empty());
}

fn some<T: Clone + PartialEq + std::fmt::Debug + 'static>(
    all: impl IntoIterator<Item = T>,
) -> impl Strategy<Value = Vec<T>> {
    let all: Vec<T> = all.into_iter().collect();
    let most = all.len().min(4);
    prop::sample::subsequence(all, 1..=most).prop_shuffle()
}

fn name() -> impl Strategy<Value = String> {
    let name = prop_oneof!["[a-zæøå:=,\" \\\\-]{1,8}", "\\PC{1,8}"];
    name.prop_filter("blank", |name| !name.trim().is_empty())
}

fn names() -> impl Strategy<Value = Vec<String>> {
    prop::collection::btree_set(name(), 1..4).prop_map(|names| names.into_iter().collect())
}

fn amounts() -> impl Strategy<Value = AmountSpan> {
    let major = || (-1_000_000_000_i64..1_000_000_000).prop_map(Major::from_ten_thousandths);
    prop_oneof![
        major().prop_map(AmountSpan::Exactly),
        major().prop_map(AmountSpan::Above),
        major().prop_map(AmountSpan::AtLeast),
        major().prop_map(AmountSpan::Below),
        major().prop_map(AmountSpan::AtMost),
        (major(), major()).prop_map(|(a, b)| AmountSpan::Between(a.min(b), a.max(b))),
    ]
}

fn test() -> impl Strategy<Value = Test> {
    let currencies = ["NOK", "SEK", "EUR", "USD"].map(|code| code.parse().unwrap());
    prop_oneof![
        name().prop_map(Test::Text),
        names().prop_map(Test::Company),
        names().prop_map(Test::Customer),
        names().prop_map(Test::Batch),
        some(DocumentKind::ALL.to_vec()).prop_map(Test::Kind),
        some(Channel::ALL.to_vec()).prop_map(Test::Channel),
        some(PaymentChannel::ALL.to_vec()).prop_map(Test::PaidBy),
        some(Delivery::ALL.to_vec()).prop_map(Test::Delivery),
        some(Recipient::ALL.to_vec()).prop_map(Test::Recipient),
        some(PaymentWord::all()).prop_map(Test::Payment),
        some(Reason::ALL.to_vec()).prop_map(Test::Reason),
        some(currencies).prop_map(Test::Currency),
        some(Has::ALL.to_vec()).prop_map(Test::Has),
        some(Processing::ALL.to_vec()).prop_map(Test::Processing),
        any_span().prop_map(Test::Received),
        any_span().prop_map(Test::Issued),
        any_span().prop_map(Test::Due),
        any_span().prop_map(Test::Paid),
        amounts().prop_map(Test::Amount),
    ]
}

/// Filters as reading makes them: no key twice where that would widen.
fn filter() -> impl Strategy<Value = Filter> {
    let term = (any::<bool>(), test()).prop_map(|(negated, test)| Term { negated, test });
    prop::collection::vec(term, 0..6).prop_map(|terms| {
        let mut filter = Filter::default();
        for term in terms {
            let key = term.test.key();
            let known = |old: &Term| old.test.key() == key && old.negated == term.negated;
            if !filter.terms.iter().any(known) {
                filter.terms.push(term);
            }
        }
        filter
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn filters_read_back_as_they_were_written(filter in filter()) {
        let text = filter.to_string();
        prop_assert_eq!(Filter::parse(&text), Ok(filter), "{}", text);
    }

    #[test]
    fn pairs_read_back_as_they_were_written(filter in filter()) {
        let pairs = filter.to_pairs();
        prop_assert!(pairs.iter().all(|(key, _)| Filter::is_key(key)));
        prop_assert_eq!(Filter::from_pairs(pairs), Ok(filter));
    }

    #[test]
    fn no_text_makes_reading_panic_and_what_is_read_is_stable(text in "\\PC{0,60}") {
        if let Ok(filter) = Filter::parse(&text) {
            prop_assert_eq!(Filter::parse(&filter.to_string()), Ok(filter));
        }
        let _ = Filter::from_words([&text]);
        let _ = Filter::from_pairs([("q", &text), ("company", &text), ("-amount", &text)]);
    }

    #[test]
    fn likely_texts_do_the_same(
        text in "(-?(q|kanal|channel|status|due|amount|has|company)[:=]?[a-z0-9<>.,\" -]{0,9} ?){0,4}",
    ) {
        if let Ok(filter) = Filter::parse(&text) {
            prop_assert_eq!(Filter::parse(&filter.to_string()), Ok(filter));
        }
    }
}
