use super::{each, workers};
use domain::document::{Details, Head, Party};
use domain::intake::{ItemBody, NewDocument};
use domain::{Channel, CompanyId, CustomerId, DocumentId, DocumentKind, Money};
use render::invoice::{Paper, mark::Marks};
use render::worker::{Job, Want};
use render::{Formats, Language};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use testkit::{corpus, skip};

/// Where invoices lie.
const FOLDERS: [&str; 8] = [
    "ubl/en16931-examples",
    "ubl/en16931-testfiles-se",
    "ubl/peppol-bis3-examples",
    "nordic-oioubl",
    "nordic-ehf",
    "cii/en16931-cii-examples",
    "cii/akretion-facturx-xml",
    "nordic-finvoice",
];

#[test]
fn every_invoice_is_laid_out_with_all_that_it_says() {
    let name = "every_invoice_is_laid_out_with_all_that_it_says";
    let Some(root) = corpus("") else {
        return skip(name, "there is no corpus");
    };
    if Command::new("pdftotext")
        .arg("-v")
        .stderr(Stdio::null())
        .status()
        .is_err()
    {
        assert!(
            std::env::var_os("UTSYN_REQUIRE_TOOLS").is_none(),
            "pdftotext is missing"
        );
        return skip(name, "pdftotext is missing (package poppler-utils)");
    }
    let documents: Vec<(PathBuf, NewDocument)> = FOLDERS
        .iter()
        .flat_map(|folder| files(&root.join(folder)))
        .flat_map(|path| read(&path).map(|document| (path, document)))
        .collect();
    assert!(documents.len() >= 60, "{}", documents.len());
    let workers = workers();
    let missing = each(&documents, |(path, document)| {
        let job = Job::Sheet(Box::new(sheet(document)));
        let bytes = std::fs::read(path).expect("a file of the corpus");
        let made = workers.draw(&job, bytes, Want::Pdf);
        let made = made.map_err(|why| vec![format!("{}: {why}", path.display())]);
        made.map(|made| not_in(&text_of(&made.bytes), path, document))
            .unwrap_or_else(|why| why)
    });
    let missing: Vec<String> = missing.into_iter().flatten().collect();
    eprintln!("{} invoices laid out", documents.len());
    assert!(missing.is_empty(), "{missing:#?}");
}

/// The document's parties, amounts and lines that the text does not have.
fn not_in(text: &str, path: &Path, document: &NewDocument) -> Vec<String> {
    let text = bare(text);
    let wanted = said(&document.details)
        .into_iter()
        .chain([document.number.clone()]);
    wanted
        .filter(|it| !text.contains(&bare(it)))
        .map(|it| format!("{}: {it:?}", path.display()))
        .collect()
}

fn said(details: &Details) -> Vec<String> {
    let parties = [
        &details.seller,
        &details.buyer,
        &details.payee,
        &details.tax_representative,
    ];
    let mut said: Vec<String> = parties.into_iter().flatten().flat_map(party).collect();
    let totals = &details.totals;
    let sums = [totals.without_tax, totals.with_tax, totals.payable];
    let amounts = sums
        .into_iter()
        .flatten()
        .chain(totals.tax.iter().copied())
        .chain(details.lines.iter().filter_map(|line| line.amount))
        .chain(details.charges.iter().map(|charge| charge.amount))
        .chain(details.taxes.iter().filter_map(|tax| tax.taxable))
        .chain(details.taxes.iter().filter_map(|tax| tax.amount));
    said.extend(amounts.map(digits));
    for line in &details.lines {
        said.push(line.name.clone());
        said.extend(line.description.clone());
    }
    for means in &details.payment_means {
        said.extend(means.account.clone());
        said.extend(means.reference.clone());
    }
    said.extend(details.notes.iter().cloned());
    said
}

fn party(party: &Party) -> Vec<String> {
    let known = [
        &party.legal_name,
        &party.organisation_number,
        &party.vat_number,
    ];
    let mut said: Vec<String> = known.into_iter().flatten().cloned().collect();
    said.push(party.name.clone());
    said.extend(party.address.iter().cloned());
    said
}

fn digits(amount: Money) -> String {
    let formats = Formats::of(Language::Bokmaal);
    let text = formats.amount_digits(amount.minor, amount.currency.exponent());
    // What is taken off has its sign where the layout puts it.
    text.trim_start_matches('\u{2212}').to_owned()
}

/// Letters and digits as they follow each other: where a line breaks is the
/// layout's affair.
fn bare(text: &str) -> String {
    let is_space = |c: char| c.is_whitespace() || matches!(c, '\u{200b}' | '\u{ad}' | '\u{c}');
    text.chars().filter(|c| !is_space(*c)).collect()
}

fn text_of(pdf: &[u8]) -> String {
    let mut child = Command::new("pdftotext")
        .args(["-raw", "-", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("pdftotext runs");
    let mut input = child.stdin.take().expect("it has an input");
    input.write_all(pdf).expect("it reads");
    drop(input);
    let output = child.wait_with_output().expect("it ends");
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut open = vec![folder.to_owned()];
    while let Some(path) = open.pop() {
        if path.is_dir() {
            let entries = std::fs::read_dir(&path).expect("a folder of the corpus");
            open.extend(entries.flatten().map(|entry| entry.path()));
        } else if path
            .extension()
            .is_some_and(|it| it.eq_ignore_ascii_case("xml"))
        {
            found.push(path);
        }
    }
    found
}

fn read(path: &Path) -> Option<NewDocument> {
    let bytes = std::fs::read(path).expect("a file of the corpus");
    let mut reading = formats::read_bytes("file", &bytes);
    match reading.next()?.body {
        ItemBody::Document(document) => Some(*document),
        _ => None,
    }
}

fn sheet(document: &NewDocument) -> render::Sheet {
    let head = Head {
        id: DocumentId::from_parts(0, [0; 10]),
        company: CompanyId::from_parts(0, [0; 10]),
        customer: CustomerId::from_parts(0, [0; 10]),
        kind: document.kind.unwrap_or(DocumentKind::Invoice),
        channel: document.channel.unwrap_or(Channel::Other),
        number: document.number.clone(),
        kid: document.kid.clone(),
        account: document.account.clone(),
        amount: document.amount,
        issued_on: document.issued_on,
        due_on: document.due_on,
        received_at: jiff::Timestamp::UNIX_EPOCH,
        batch: None,
    };
    let paper = Paper {
        head: &head,
        details: &document.details,
        seller_name: "",
        buyer_name: &document.customer.name,
        marks: &Marks::default(),
    };
    paper.sheet(Language::Bokmaal)
}
