use crate::{Format, read_bytes};
use domain::intake::{Item, ItemBody, NewPayment, Target};
use domain::{Channel, Fact, PaymentChannel};
use jiff::civil::date;

const SAMPLE: &[u8] = include_bytes!("../../samples/payments.ocr");

fn items(bytes: &[u8]) -> (Vec<Item>, Vec<String>) {
    let mut reading = read_bytes("payments.ocr", bytes);
    assert_eq!(reading.format, Format::OcrGiro);
    let findings = reading.findings.iter().map(|it| it.code.clone()).collect();
    (reading.by_ref().collect(), findings)
}

/// The one refusal of a file, as `code place`.
fn refused(bytes: &[u8]) -> String {
    let (items, _) = items(bytes);
    assert_eq!(items.len(), 1, "nothing else of the file is taken");
    assert!(
        matches!(items[0].body, ItemBody::Refused(_)),
        "{:?}",
        items[0]
    );
    let finding = &items[0].findings[0];
    format!("{} {}", finding.code, finding.place)
}

fn payments(bytes: &[u8]) -> Vec<NewPayment> {
    let (items, _) = items(bytes);
    items
        .into_iter()
        .map(|item| match item.body {
            ItemBody::Payment(payment) => *payment,
            other => panic!("{other:?}: {:?}", item.findings),
        })
        .collect()
}

/// Builds files, with end records that add up.
struct File {
    records: Vec<String>,
}

impl File {
    fn new(service: &str, kind: &str) -> Self {
        let mut file = Self {
            records: Vec::new(),
        };
        file.push("NY000010000080801091949000102000");
        file.push(&format!("NY{service}{kind}20001008566000000286011117947"));
        file
    }

    fn push(&mut self, start: &str) -> &mut Self {
        self.records.push(format!("{start:0<80}"));
        self
    }

    /// A payment: type, number, sign, øre, KID.
    fn payment(&mut self, kind: &str, number: u32, sign: char, minor: i64, kid: &str) -> &mut Self {
        self.push(&format!(
            "NY09{kind}30{number:07}0211261320101464{sign}{minor:017}{kid:>25}"
        ));
        self.push(&format!(
            "NY09{kind}31{number:07}96368271940990385620000000011126"
        ))
    }

    fn end(&mut self, transactions: u32, sum: i64) -> Vec<u8> {
        let service = self.records[1][2..4].to_owned();
        let kind = self.records[1][4..6].to_owned();
        let records = self.records.len();
        self.push(&format!(
            "NY{service}{kind}88{transactions:08}{records:08}{sum:017}021126"
        ));
        self.push(&format!(
            "NY000089{transactions:08}{:08}{sum:017}021126",
            records + 2
        ));
        self.records.join("\n").into_bytes()
    }
}

#[test]
fn payments_are_read_with_what_the_bank_says() {
    let payments = payments(SAMPLE);
    assert_eq!(payments.len(), 3);
    let first = &payments[0];
    assert_eq!(first.account, "86011117947");
    assert_eq!(first.kid.as_deref(), Some("2345676"));
    assert_eq!(
        (first.amount.minor, first.amount.currency.as_str()),
        (125_000, "NOK")
    );
    assert_eq!(first.value_on, date(2026, 11, 1), "the bank date");
    assert_eq!(first.paid_by, PaymentChannel::Giro);
    assert_eq!(first.payer_account.as_deref(), Some("15038366383"));
    assert_eq!(first.bank_reference.as_deref(), Some("099038562"));
    assert_eq!(first.source.source, "ocr");
    assert_eq!(
        first.source.id,
        "86011117947/021126/0000002/0000001/2345676/125000/099038562"
    );
    assert_eq!(payments[1].paid_by, PaymentChannel::Avtalegiro);
    assert_eq!(
        payments[1].value_on,
        date(2026, 11, 2),
        "Nets' date where the bank's is zeros"
    );
    let third = &payments[2];
    assert_eq!(
        (third.kid.as_deref(), third.text.as_deref()),
        (None, Some("Takk for strømmen"))
    );
    assert_eq!(
        (
            third.payer_account.as_deref(),
            third.bank_reference.as_deref()
        ),
        (None, None)
    );
}

#[test]
fn line_breaks_and_lost_blanks_do_not_matter() {
    let expected = items(SAMPLE);
    let text = SAMPLE.to_vec();
    let without: Vec<u8> = text
        .iter()
        .copied()
        .filter(|b| !matches!(b, b'\r' | b'\n'))
        .collect();
    assert_eq!(items(&without), expected, "one line");
    let unix: Vec<u8> = text.iter().copied().filter(|b| *b != b'\r').collect();
    assert_eq!(items(&unix), expected, "LF");
    let mac: Vec<u8> = text.iter().copied().filter(|b| *b != b'\n').collect();
    assert_eq!(items(&mac), expected, "CR");
    let ended = [&text[..], b"\x1a"].concat();
    assert_eq!(items(&ended), expected, "an end-of-file character");
}

#[test]
fn trailing_blanks_that_were_lost_are_filled_up() {
    let mut file = File::new("09", "00");
    file.payment("10", 1, '0', 500, "2345676");
    let whole = file.end(1, 500);
    let blank = |line: &str| format!("{}      ", &line[..74]);
    let text = String::from_utf8(whole).unwrap();
    let padded: Vec<String> = text.lines().map(blank).collect();
    let trimmed: Vec<&str> = padded.iter().map(|line| line.trim_end()).collect();
    let padded = padded.join("\n");
    let trimmed = trimmed.join("\n");
    assert!(trimmed.len() < padded.len());
    assert_eq!(items(trimmed.as_bytes()), items(padded.as_bytes()));
    assert_eq!(payments(trimmed.as_bytes()).len(), 1);
}

#[test]
fn the_same_payment_in_another_transmission_has_the_same_key() {
    let resent = String::from_utf8_lossy(SAMPLE).replace("801091949", "802222222");
    let keys = |bytes: &[u8]| -> Vec<String> {
        payments(bytes).into_iter().map(|it| it.source.id).collect()
    };
    let resent: Vec<u8> = resent
        .chars()
        .map(|c| u8::try_from(c).unwrap_or(b'?'))
        .collect();
    assert_eq!(keys(&resent), keys(SAMPLE));
}

#[test]
fn equal_payments_of_one_file_stay_two() {
    let mut file = File::new("09", "00");
    file.payment("10", 1, '0', 500, "2345676")
        .payment("10", 1, '0', 500, "2345676");
    let found = payments(&file.end(2, 1_000));
    assert!(found[1].source.id.ends_with("#2"));
    assert_ne!(found[0].source, found[1].source);
}

#[test]
fn money_that_goes_back_is_negative() {
    let mut file = File::new("09", "00");
    file.payment("19", 1, '0', 900, "2345676")
        .payment("10", 2, '-', 200, "2345676")
        .payment("18", 3, '0', 300, "2345676");
    let minors =
        |bytes: &[u8]| -> Vec<i64> { payments(bytes).iter().map(|it| it.amount.minor).collect() };
    let added = File {
        records: file.records.clone(),
    }
    .end(3, 1_000);
    assert_eq!(
        minors(&added),
        [900, -200, -300],
        "reversals added in the trailer"
    );
    let taken_off = file.end(3, 400);
    assert_eq!(
        minors(&taken_off),
        [900, -200, -300],
        "reversals taken off in the trailer"
    );
    assert!(items(&added).1.is_empty());
    assert!(items(&taken_off).1.is_empty());
}

#[test]
fn a_sum_that_is_right_only_without_signs_is_a_warning() {
    let mut file = File::new("09", "00");
    file.payment("10", 1, '0', 900, "2345676")
        .payment("10", 2, '-', 200, "2345676");
    let (found, findings) = items(&file.end(2, 1_100));
    assert_eq!(found.len(), 2);
    assert_eq!(findings, ["ocr.unsigned_total", "ocr.unsigned_total"]);
    let mut negative = File::new("09", "00");
    negative.payment("10", 1, '-', 200, "2345676");
    assert_eq!(items(&negative.end(1, 200)).1.len(), 2);
}

#[test]
fn totals_that_do_not_add_up_refuse_the_whole_file() {
    let sample = String::from_utf8_lossy(SAMPLE).replace('\u{fffd}', "o");
    let with = |from: &str, to: &str| {
        assert!(sample.contains(from), "{from}");
        refused(sample.replace(from, to).as_bytes())
    };
    assert_eq!(
        with("0000000300000009", "0000000400000009"),
        "ocr.totals record 10",
        "transactions"
    );
    assert_eq!(
        with("0000000300000009", "0000000300000008"),
        "ocr.totals record 10",
        "records"
    );
    assert_eq!(
        with("000000090000000000016000", "000000090000000000016001"),
        "ocr.totals record 10"
    );
    assert_eq!(
        with("000000110000000000016000", "000000110000000000016001"),
        "ocr.totals record 11"
    );
    let one_ore_less = with("00000000000125000", "00000000000124999");
    assert_eq!(one_ore_less, "ocr.totals record 10");
}

#[test]
fn records_that_do_not_follow_refuse_the_whole_file() {
    let sample = String::from_utf8_lossy(SAMPLE).replace('\u{fffd}', "o");
    let lines: Vec<&str> = sample.lines().collect();
    let without = |index: usize| {
        let mut left = lines.clone();
        left.remove(index);
        refused(left.join("\n").as_bytes())
    };
    assert_eq!(without(0), "ocr.structure record 1", "the start");
    assert_eq!(
        without(1),
        "ocr.structure record 2",
        "the assignment's start"
    );
    assert_eq!(
        without(2),
        "ocr.structure record 3",
        "the first amount item"
    );
    assert_eq!(
        without(4),
        "ocr.structure record 5",
        "the second amount item"
    );
    assert_eq!(
        without(9),
        "ocr.structure record 10",
        "the assignment's end"
    );
    assert_eq!(without(10), "ocr.structure record 10", "the end");
    assert_eq!(
        without(3),
        "ocr.totals record 9",
        "a record less than counted"
    );
    let long = sample.replace("NY000010", "NY000010 and more");
    assert_eq!(refused(long.as_bytes()), "ocr.structure record 1");
    let foreign = sample.replace("NY090088", "XX090088");
    assert_eq!(refused(foreign.as_bytes()), "ocr.structure record 10");
    let letters = sample.replace("00000000000125000", "0000000000012500O");
    assert_eq!(refused(letters.as_bytes()), "ocr.structure record 3");
}

#[test]
fn a_wrong_check_digit_is_a_warning() {
    let mut file = File::new("09", "00");
    file.payment("10", 1, '0', 500, "2345674");
    let (found, _) = items(&file.end(1, 500));
    assert!(matches!(found[0].body, ItemBody::Payment(_)));
    assert_eq!(found[0].findings[0].code, "kid.check_digit");
}

#[test]
fn dates_fall_back_in_order_and_none_refuses_the_payment() {
    let file = |bank: &str, nets: &str, assignment: &str| {
        let mut file = File::new("09", "00");
        file.push(&format!(
            "NY0910300000001{nets}1320101464000000000000000500{:>25}",
            "2345676"
        ));
        file.push(&format!("NY091031000000196368271940990385620000000{bank}"));
        let text = String::from_utf8(file.end(1, 500)).unwrap();
        text.replace("00500021126", &format!("00500{assignment}"))
            .into_bytes()
    };
    let day = |bytes: &[u8]| payments(bytes)[0].value_on;
    assert_eq!(day(&file("031126", "021126", "051126")), date(2026, 11, 3));
    assert_eq!(day(&file("000000", "021126", "051126")), date(2026, 11, 2));
    assert_eq!(day(&file("000000", "000000", "051126")), date(2026, 11, 5));
    assert_eq!(
        day(&file("311192", "021126", "051126")),
        date(2026, 11, 2),
        "no such day"
    );
    assert_eq!(
        day(&file("160192", "021126", "051126")),
        date(1992, 1, 16),
        "pivot"
    );
    assert_eq!(
        day(&file("311279", "021126", "051126")),
        date(2079, 12, 31),
        "pivot"
    );
    assert_eq!(
        refused(&file("000000", "000000", "000000")),
        "ocr.no_date record 3"
    );
}

#[test]
fn several_transmissions_in_one_file_are_all_read() {
    let twice = [SAMPLE, SAMPLE].concat();
    assert_eq!(payments(&twice).len(), 6);
}

#[test]
fn an_assignment_of_another_service_is_left_out_with_a_warning() {
    let mut file = File::new("09", "00");
    file.payment("10", 1, '0', 500, "2345676");
    file.push("NY090088000000010000000400000000000000500021126");
    file.push("NY040020000000000000000286011117947");
    file.push("NY04103000000010211260000000");
    file.push("NY040088000000010000000300000000000000700021126");
    file.push("NY000089000000020000000900000000000001200021126");
    let (found, findings) = items(&file.records.join("\n").into_bytes());
    assert_eq!(found.len(), 1);
    assert_eq!(findings, ["ocr.service_not_read"]);
}

#[test]
fn types_say_how_it_was_paid() {
    use PaymentChannel::{Avtalegiro, Card, Cash, Counter, Giro, Other, StandingOrder};
    for (kind, expected) in [
        ("10", Giro),
        ("11", StandingOrder),
        ("12", Giro),
        ("13", Giro),
        ("14", Counter),
        ("15", Avtalegiro),
        ("16", Giro),
        ("17", Cash),
        ("18", Card),
        ("19", Card),
        ("20", Card),
        ("21", Card),
        ("22", Other),
    ] {
        let mut file = File::new("09", "00");
        file.payment(kind, 1, '0', 500, "2345676");
        assert_eq!(payments(&file.end(1, 500))[0].paid_by, expected, "{kind}");
    }
}

#[test]
fn mandates_are_opened_and_ended() {
    let mut file = File::new("21", "24");
    file.push(&format!("NY21947000000010{:>25}J", "2345676"));
    file.push(&format!("NY21947000000022{:>25}N", "12345678903"));
    let (found, _) = items(&file.end(2, 0));
    let mandates: Vec<_> = found
        .iter()
        .map(|item| match &item.body {
            ItemBody::Mandate(it) => (it.kid.as_str(), it.active, it.notice, it.told_on),
            other => panic!("{other:?}"),
        })
        .collect();
    let day = Some(date(2026, 11, 2));
    assert_eq!(
        mandates,
        [
            ("2345676", true, true, day),
            ("12345678903", false, false, day)
        ]
    );
}

#[test]
fn claims_say_that_an_invoice_was_sent_on_avtalegiro() {
    let mut file = File::new("21", "00");
    file.push(&format!(
        "NY2121300000001161126{:11}{:017}{:>25}",
        "", 125_000, "2345676"
    ));
    file.push("NY2121310000001NAVN");
    file.push("NY212149000000140011Strøm");
    file.push(&format!(
        "NY2102300000002161126{:11}{:017}{:>25}",
        "", 300, "12345678903"
    ));
    file.push("NY2102310000002NAVN");
    let text = String::from_utf8(file.end(2, 125_300)).unwrap();
    let (found, findings) = items(
        &text
            .chars()
            .map(|c| u8::try_from(c).unwrap())
            .collect::<Vec<_>>(),
    );
    assert!(findings.is_empty());
    assert_eq!(found.len(), 2);
    let ItemBody::Event(event) = &found[0].body else {
        panic!("{:?}", found[0])
    };
    let target = Target::Kid {
        kid: "2345676".to_owned(),
        account: Some("86011117947".to_owned()),
    };
    assert_eq!(event.target, target);
    assert_eq!(
        event.occurred_at.to_string(),
        "2026-11-15T23:00:00Z",
        "midnight in Oslo"
    );
    let Fact::Sent { attempt, .. } = &event.fact else {
        panic!("{:?}", event.fact)
    };
    assert_eq!(attempt.channel, Channel::Avtalegiro);
}

#[test]
fn a_cancellation_takes_the_claim_back_and_not_the_invoice() {
    let mut file = File::new("21", "36");
    file.push(&format!(
        "NY2193300000001161126{:11}{:017}{:>25}",
        "", 500, "2345676"
    ));
    let items: Vec<Item> = crate::read_bytes("file", &file.end(1, 500)).collect();
    let ItemBody::Event(event) = &items[0].body else {
        panic!("{items:?}")
    };
    assert_eq!(event.fact.name(), "withdrawn");
    let kid = "2345676".to_owned();
    assert!(matches!(&event.target, Target::Kid { kid: found, .. } if *found == kid));
}
