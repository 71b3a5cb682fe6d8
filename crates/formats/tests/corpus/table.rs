//! One table over the whole corpus, folder by folder: how many files, how many
//! are recognised and as what, what becomes of their items, why others are
//! refused, and how many expected fields are equal.

use super::score::Score;
use super::{answers, camt, cii, fields, files, folder, mail, ocr};
use domain::intake::ItemBody;
use formats::read_bytes;
use std::collections::BTreeMap;

/// The folders of the corpus that hold files of a kind.
const FOLDERS: &[&str] = &[
    "ubl/peppol-bis3-examples",
    "ubl/en16931-examples",
    "ubl/en16931-testfiles-se",
    "ubl/testset-peppol-ubl",
    "ubl/testset-en16931-invoice",
    "ubl/testset-peppol-ubl-NO",
    "nordic-ehf",
    "nordic-oioubl",
    "nordic-svefaktura",
    "nordic-finvoice",
    "cii/en16931-cii-examples",
    "cii/akretion-facturx-xml",
    "cii/testset-peppol-cii-PEPPOL",
    "cii/testset-peppol-cii-NO",
    "facturx-pdf",
    "peppol-response",
    "ocr-giro",
    "camt",
    "dsn",
    "pdf",
];

#[derive(Debug, Default)]
struct Row {
    files: usize,
    formats: BTreeMap<&'static str, usize>,
    /// Items by what they tell.
    told: BTreeMap<&'static str, usize>,
    /// Refused items by the code of their first finding.
    refused: BTreeMap<String, usize>,
    /// Files of which nothing at all is told.
    silent: Vec<String>,
}

fn row(below: &str) -> Row {
    let mut row = Row::default();
    for path in files(below) {
        row.files += 1;
        let bytes = std::fs::read(&path).unwrap();
        let mut reading = read_bytes("file", &bytes);
        *row.formats.entry(reading.format.code()).or_default() += 1;
        let mut is_told = false;
        for item in reading.by_ref() {
            is_told = true;
            match &item.body {
                ItemBody::Refused(_) => {
                    let code = item.findings[0].code.clone();
                    *row.refused.entry(code).or_default() += 1;
                }
                told => {
                    let kind = match told {
                        ItemBody::Document(_) => "documents",
                        ItemBody::Event(_) => "events",
                        ItemBody::Payment(_) => "payments",
                        _ => "mandates",
                    };
                    *row.told.entry(kind).or_default() += 1;
                }
            }
        }
        if !is_told {
            row.silent.push(path.display().to_string());
        }
    }
    row
}

fn listed<K: std::fmt::Display>(counts: &BTreeMap<K, usize>) -> String {
    let parts: Vec<String> = counts.iter().map(|(it, n)| format!("{it} {n}")).collect();
    match parts.is_empty() {
        true => "-".to_owned(),
        false => parts.join(", "),
    }
}

#[test]
fn the_table_of_the_whole_corpus_balances() {
    if folder().is_none() {
        return;
    }
    println!("| folder | files | recognised as | told | refused, kept with the reason |");
    println!("|---|---|---|---|---|");
    let mut total = 0;
    for name in FOLDERS {
        let row = row(name);
        total += row.files;
        println!(
            "| {name} | {} | {} | {} | {} |",
            row.files,
            listed(&row.formats),
            listed(&row.told),
            listed(&row.refused)
        );
        assert_eq!(row.formats.values().sum::<usize>(), row.files, "{name}");
        assert!(row.silent.is_empty(), "{:?}", row.silent);
    }
    println!("{total} files");
    let all = files("").len() - files("expected").len();
    // The folder's own list and its description are no files of a kind.
    assert_eq!(total + 2, all, "every folder stands in the table");
    println!("| expectations | files | fields equal | share |");
    println!("|---|---|---|---|");
    let scores: [(&str, Score, f64); 8] = [
        ("UBL", fields::score(), 0.99),
        ("CII", cii::score(), 0.99),
        ("Factur-X", cii::facturx_score(), 0.99),
        ("twins of UBL and CII", cii::twins_score(), 1.0),
        ("answers", answers::score(), 1.0),
        ("OCR giro and AvtaleGiro", ocr::score(), 1.0),
        ("camt", camt::score(), 1.0),
        ("RFC 3464 mails", mail::score(), 0.97),
    ];
    for (name, score, least) in &scores {
        let all = score.equal + score.wrong.len();
        println!(
            "| {name} | {} | {} of {all} | {:.2} % |",
            score.files,
            score.equal,
            100.0 * score.share()
        );
        assert!(score.share() >= *least, "{name}: {:?}", score.wrong);
    }
    for (told, (read, all)) in mail::bounces() {
        println!("| bounces told by {told} | {all} | {read} read as failures or delays | |");
    }
}
