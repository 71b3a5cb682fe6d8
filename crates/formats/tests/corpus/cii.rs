//! CII files, Factur-X PDFs, and the twins of UBL and CII, against what plain
//! XPath and qpdf found in them.

use super::score::{Score, text, texts};
use super::{expected, folder};
use domain::document::Party;
use domain::intake::{ItemBody, NewDocument};
use domain::{ContentHash, Money};
use formats::{Format, embedded, read_bytes};
use serde_json::Value;
use std::collections::BTreeSet;
use std::path::Path;

/// The only document of a file, or the code of the finding that refused it.
fn document(path: &Path) -> (Format, Result<NewDocument, String>) {
    let bytes = std::fs::read(path).unwrap();
    let mut reading = read_bytes("file", &bytes);
    let item = reading.next().unwrap();
    assert!(reading.next().is_none(), "{}", path.display());
    match item.body {
        ItemBody::Document(document) => (reading.format, Ok(*document)),
        _ => (reading.format, Err(item.findings[0].code.clone())),
    }
}

fn compare(score: &mut Score, path: &Path, row: &Value, document: &NewDocument) {
    score.files += 1;
    let details = &document.details;
    let day = |day: Option<jiff::civil::Date>| day.map(|day| day.to_string());
    let registered = |party: Option<&Party>| {
        party.map(|party| party.legal_name.clone().unwrap_or(party.name.clone()))
    };
    let currency = document.amount.map(|amount| amount.currency.to_string());
    let reference = details.payment_means.first();
    let fields = [
        ("id", Some(document.number.clone())),
        ("issue_date", day(document.issued_on)),
        ("due_date", day(document.due_on)),
        ("currency", currency),
        ("type_code", details.type_code.clone()),
        ("guideline", details.customization.clone()),
        ("seller_name", registered(details.seller.as_ref())),
        ("buyer_name", registered(details.buyer.as_ref())),
        (
            "payment_reference",
            reference.and_then(|it| it.reference.clone()),
        ),
    ];
    for (name, found) in fields {
        score.field(path, name, &found, &text(row, name));
    }
    amounts(score, path, row, document);
    let lines = row["lines"].as_u64();
    score.field(path, "lines", &Some(details.lines.len() as u64), &lines);
}

fn amounts(score: &mut Score, path: &Path, row: &Value, document: &NewDocument) {
    let totals = &document.details.totals;
    let currency = text(row, "currency").and_then(|it| it.parse().ok());
    let money = |written: Option<String>| Money::parse(&written?, currency?).ok();
    let fields = [
        ("payable", totals.payable),
        ("tax_exclusive", totals.without_tax),
        ("tax_inclusive", totals.with_tax),
    ];
    for (name, found) in fields {
        score.field(path, name, &found, &money(text(row, name)));
    }
    let taxes: Vec<i64> = texts(row, "tax_amounts")
        .into_iter()
        .zip(&totals.tax)
        .filter_map(|(written, found)| Some(Money::parse(&written, found.currency).ok()?.minor))
        .collect();
    let found: Vec<i64> = totals.tax.iter().map(|it| it.minor).collect();
    score.field(path, "tax_amounts", &found, &taxes);
    let of_means = document.details.payment_means.iter();
    let found: BTreeSet<String> = of_means.filter_map(|it| it.account.clone()).collect();
    let accounts: BTreeSet<String> = texts(row, "payee_accounts").into_iter().collect();
    let is_known = found.is_subset(&accounts) && found.is_empty() == accounts.is_empty();
    score.field(path, "payee_accounts", &is_known, &true);
}

/// Compares every CII file and gives the score.
pub(crate) fn score() -> Score {
    let mut score = Score::default();
    for (path, row) in expected("cii_fields.jsonl") {
        let (format, document) = document(&path);
        match row["root"].as_str().unwrap() {
            "SCRDMCCBDACIOMessageStructure" => {
                assert_eq!(document.unwrap_err(), "xml.not_yet_read");
            }
            "CrossIndustryInvoice" => {
                assert_eq!(format, Format::Cii);
                compare(&mut score, &path, &row, &document.unwrap());
            }
            "CrossIndustryDocument" => {
                assert_eq!(format, Format::Cii);
                let document = document.unwrap();
                assert!(!document.number.is_empty());
                assert!(document.amount.is_some() && document.issued_on.is_some());
                assert!(!document.customer.name.is_empty());
                score.files += 1;
            }
            _ => {
                assert_eq!(format, Format::Ubl);
                assert!(document.is_ok());
            }
        }
    }
    score
}

#[test]
fn every_field_of_cii_equals_the_expected_one() {
    if folder().is_some() {
        score().at_least(0.99);
    }
}

/// Compares every PDF with an invoice in it and gives the score.
pub(crate) fn facturx_score() -> Score {
    let mut score = Score::default();
    for (path, row) in expected("facturx.jsonl") {
        let bytes = std::fs::read(&path).unwrap();
        let (format, document) = document(&path);
        let files = row["attachments"].as_array().unwrap();
        let Ok(document) = document else {
            assert_eq!(row["kind"], "no-xml", "{}", path.display());
            assert_eq!(document.unwrap_err(), "pdf.no_data");
            score.files += 1;
            continue;
        };
        assert_eq!(format, Format::FacturX, "{}", path.display());
        assert!(document.is_whole_file);
        let hashes: Vec<String> = document
            .embedded
            .iter()
            .map(|file| ContentHash::of(&file.bytes).to_string())
            .collect();
        for file in files {
            let hash = file["sha256"].as_str().unwrap();
            score.field(
                &path,
                "attachment",
                &hashes.contains(&hash.to_owned()),
                &true,
            );
        }
        for (position, file) in document.embedded.iter().enumerate() {
            let again = embedded(&bytes, position);
            score.field(&path, "embedded", &again.as_ref(), &Some(file));
        }
        if row.get("xml").is_some() {
            compare(&mut score, &path, &row["xml"], &document);
        } else {
            score.files += 1;
        }
    }
    score
}

#[test]
fn every_field_of_factur_x_equals_the_expected_one() {
    if folder().is_some() {
        facturx_score().at_least(0.99);
    }
}

/// Compares the documents of every pair of twins and gives the score.
pub(crate) fn twins_score() -> Score {
    let mut score = Score::default();
    let Some(folder) = folder() else { return score };
    let rows = std::fs::read_to_string(folder.join("expected/twins.jsonl")).unwrap();
    for row in rows.lines() {
        let row: Value = serde_json::from_str(row).unwrap();
        let ubl = folder.join(row["ubl"].as_str().unwrap());
        let (ubl, cii) = (
            document(&ubl).1.unwrap(),
            document(&folder.join(row["cii"].as_str().unwrap()))
                .1
                .unwrap(),
        );
        score.files += 2;
        let path = Path::new(row["cii"].as_str().unwrap());
        for field in texts(&row, "fields_equal") {
            let of = |it: &NewDocument| one(it, &field);
            score.field(path, &field, &of(&cii), &of(&ubl));
        }
    }
    score
}

fn one(document: &NewDocument, field: &str) -> String {
    let details = &document.details;
    let name = |party: Option<&Party>| {
        party.map(|party| party.legal_name.clone().unwrap_or(party.name.clone()))
    };
    match field {
        "id" => document.number.clone(),
        "type_code" => format!("{:?} {:?}", details.type_code, document.kind),
        "issue_date" => format!("{:?}", document.issued_on),
        "due_date" => format!("{:?}", document.due_on),
        "currency" => format!("{:?}", document.amount.map(|it| it.currency)),
        "seller_name" => format!("{:?}", name(details.seller.as_ref())),
        "buyer_name" => format!("{:?}", name(details.buyer.as_ref())),
        "lines" => details.lines.len().to_string(),
        "payable" => format!("{:?}", document.amount),
        "tax_exclusive" => format!("{:?}", details.totals.without_tax),
        "tax_inclusive" => format!("{:?}", details.totals.with_tax),
        other => panic!("{other}"),
    }
}

#[test]
fn twins_agree() {
    if folder().is_some() {
        twins_score().at_least(1.0);
    }
}
