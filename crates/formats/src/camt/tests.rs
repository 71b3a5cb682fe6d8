use crate::{Format, read_bytes};
use domain::intake::{Item, ItemBody, NewPayment};
use domain::{Finding, PaymentChannel};

const SAMPLE: &str = include_str!("../../samples/statement.camt.xml");

fn read(xml: &str) -> (Vec<Item>, Vec<Finding>) {
    let mut reading = read_bytes("statement.xml", xml.as_bytes());
    assert_eq!(reading.format, Format::Camt);
    let items = reading.by_ref().collect();
    (items, reading.findings)
}

fn payments(xml: &str) -> Vec<NewPayment> {
    let (items, _) = read(xml);
    items
        .into_iter()
        .map(|item| match item.body {
            ItemBody::Payment(payment) => *payment,
            other => panic!("{other:?}: {:?}", item.findings),
        })
        .collect()
}

fn refused(xml: &str) -> String {
    let (items, _) = read(xml);
    assert_eq!(items.len(), 1);
    assert!(matches!(items[0].body, ItemBody::Refused(_)));
    items[0].findings[0].code.clone()
}

fn with(from: &str, to: &str) -> String {
    assert!(SAMPLE.contains(from), "{from}");
    SAMPLE.replacen(from, to, 1)
}

#[test]
fn a_batch_is_split_into_its_payments_and_those_into_their_references() {
    let found = payments(SAMPLE);
    let brief: Vec<(i64, Option<&str>)> = found
        .iter()
        .map(|it| (it.amount.minor, it.kid.as_deref()))
        .collect();
    assert_eq!(
        brief,
        [
            (125_000, Some("2345676")),
            (100_000, Some("12345678903")),
            (25_000, Some("01290865")),
            (-10_000, Some("2345676")),
        ]
    );
    let first = &found[0];
    assert_eq!(first.account, "86011117947");
    assert_eq!(first.value_on.to_string(), "2026-11-16");
    assert_eq!(first.payer_name.as_deref(), Some("Bakeriet i Bakgata AS"));
    assert_eq!(first.payer_account.as_deref(), Some("15038366383"));
    assert_eq!(first.bank_reference.as_deref(), Some("A1"));
    assert_eq!(first.paid_by, PaymentChannel::Giro);
}

#[test]
fn what_is_no_payment_of_a_customer_is_counted_and_left_out() {
    let (_, findings) = read(SAMPLE);
    let codes: Vec<&str> = findings.iter().map(|it| it.code.as_str()).collect();
    assert_eq!(codes, ["camt.outgoing", "camt.not_booked"]);
    assert!(
        findings[0]
            .message
            .starts_with("1 outgoing payments of 350.00")
    );
}

#[test]
fn a_file_whose_own_totals_do_not_add_up_is_refused_whole() {
    for (from, to) in [
        ("3050.00", "3050.01"),
        ("<NbOfNtries>4", "<NbOfNtries>5"),
        ("<Sum>3150.00", "<Sum>3150.10"),
        ("<NbOfTxs>2", "<NbOfTxs>3"),
        ("<TtlAmt Ccy=\"NOK\">2500.00", "<TtlAmt Ccy=\"NOK\">2400.00"),
        ("<Amt Ccy=\"NOK\">1250.00", "<Amt Ccy=\"NOK\">1250.50"),
    ] {
        assert_eq!(refused(&with(from, to)), "camt.totals", "{from}");
    }
}

#[test]
fn a_balance_that_is_right_but_for_its_sign_is_a_warning() {
    let xml = with(
        "<Amt Ccy=\"NOK\">3050.00</Amt><CdtDbtInd>CRDT",
        "<Amt Ccy=\"NOK\">3050.00</Amt><CdtDbtInd>DBIT",
    );
    let (items, findings) = read(&xml);
    assert_eq!(items.len(), 4);
    assert_eq!(findings[0].code, "camt.unsigned_balance");
}

#[test]
fn one_page_of_several_is_not_held_to_the_balances_of_all() {
    let xml = with("3050.00", "9999.00").replace(
        "<Stmt><Id>S-1</Id>",
        "<Stmt><Id>S-1</Id><StmtPgntn><PgNb>1</PgNb><LastPgInd>false</LastPgInd></StmtPgntn>",
    );
    assert_eq!(payments(&xml).len(), 4);
}

#[test]
fn every_version_is_read_and_a_notice_needs_no_balance() {
    for version in ["camt.053.001.02", "camt.053.001.13"] {
        assert_eq!(payments(&with("camt.053.001.08", version)).len(), 4);
    }
    let notice = with("camt.053.001.08", "camt.054.001.08")
        .replace("BkToCstmrStmt", "BkToCstmrDbtCdtNtfctn")
        .replace("Stmt>", "Ntfctn>")
        .replace("DbtCdtNtfctnNtfctn", "DbtCdtNtfctn");
    assert_eq!(payments(&notice).len(), 4, "{notice}");
}

#[test]
fn the_same_payment_in_another_file_has_the_same_key() {
    let again = with("<Id>S-1</Id>", "<Id>S-2</Id>").replace("M-1", "M-2");
    let keys =
        |xml: &str| -> Vec<String> { payments(xml).into_iter().map(|it| it.source.id).collect() };
    assert_eq!(keys(SAMPLE), keys(&again));
    let mut all = keys(SAMPLE);
    all.sort();
    all.dedup();
    assert_eq!(all.len(), 4);
}

#[test]
fn payments_without_any_reference_of_the_bank_differ_by_statement() {
    let bare = |id: &str| {
        with("<Id>S-1</Id>", &format!("<Id>{id}</Id>")).replace("<AcctSvcrRef>R1</AcctSvcrRef>", "")
    };
    let key = |xml: &str| payments(xml)[3].source.id.clone();
    assert_ne!(key(&bare("S-1")), key(&bare("S-2")));
}

#[test]
fn a_statement_without_account_or_amount_is_refused() {
    let none = with("<IBAN>NO9386011117947</IBAN>", "");
    assert_eq!(refused(&none), "camt.structure");
    let wrong = with("<Amt Ccy=\"NOK\">350.00", "<Amt Ccy=\"NOK\">many");
    assert_eq!(refused(&wrong), "camt.structure");
}

#[test]
fn a_payment_without_a_date_is_refused_alone() {
    let xml = with(
        "<RvslInd>true</RvslInd><Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>2026-11-16</Dt></BookgDt>",
        "<RvslInd>true</RvslInd><Sts><Cd>BOOK</Cd></Sts>",
    );
    let (items, _) = read(&xml);
    assert_eq!(items.len(), 4);
    assert_eq!(items[3].findings[0].code, "camt.no_date");
}
