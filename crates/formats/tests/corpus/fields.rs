//! The fields of UBL files, as plain XPath found them.

use super::expected;
use super::score::{Score, texts};
use domain::document::{Party, ReferenceKind};
use domain::intake::{ItemBody, NewDocument};
use domain::{ContentHash, Currency, DocumentKind, Money, account};
use formats::{embedded, read_bytes};
use serde_json::Value;
use std::fmt::Debug;
use std::path::Path;

/// Roots that are recognised and not read.
const NOT_READ: &[&str] = &["UtilityStatement"];

/// Compares every file and gives the score.
pub(crate) fn score() -> Score {
    let mut score = Score::default();
    for (path, row) in expected("ubl_fields.jsonl") {
        let bytes = std::fs::read(&path).unwrap();
        let item = read_bytes("file", &bytes).next().unwrap();
        score.files += 1;
        let mut check = Check {
            score: &mut score,
            path: &path,
            row: &row,
        };
        if NOT_READ.contains(&row["root"].as_str().unwrap()) {
            let code = item.findings[0].code.as_str();
            check.same("refused with", &code, &"xml.not_yet_read");
            continue;
        }
        let ItemBody::Document(document) = item.body else {
            check.same("stored", &item.findings, &Vec::new());
            continue;
        };
        check.head(&document);
        // Of statements only the head is expected.
        if row.get("currency").is_some() {
            check.amounts(&document);
            check.parties(&document);
            check.payment(&document);
            check.references(&document);
            check.attachments(&document, &bytes);
        }
    }
    score
}

#[test]
fn every_field_equals_the_expected_one() {
    let score = score();
    if score.files > 0 {
        score.at_least(1.0);
    }
}

struct Check<'a> {
    score: &'a mut Score,
    path: &'a Path,
    row: &'a Value,
}

impl Check<'_> {
    fn same<T: PartialEq + Debug>(&mut self, field: &str, found: &T, expected: &T) {
        self.score.field(self.path, field, found, expected);
    }

    /// Compares with the text of this name.
    fn text(&mut self, field: &str, found: Option<&str>) {
        let expected = self.row[field].as_str();
        self.score.field(self.path, field, &found, &expected);
    }

    fn head(&mut self, document: &NewDocument) {
        self.text("id", Some(document.number.as_str()));
        let issued_on = document.issued_on.map(|d| d.to_string());
        self.text("issue_date", issued_on.as_deref());
        self.text("customization", document.details.customization.as_deref());
        self.text("profile", document.details.profile.as_deref());
        let kind = match self.row["root"].as_str().unwrap() {
            "CreditNote" => DocumentKind::CreditNote,
            "Reminder" => DocumentKind::Reminder,
            "Statement" => DocumentKind::Statement,
            _ if self.path.ends_with("Reminder-Example.xml") => DocumentKind::Reminder,
            _ => DocumentKind::Invoice,
        };
        self.same("kind", &document.kind, &Some(kind));
    }

    fn amounts(&mut self, document: &NewDocument) {
        let details = &document.details;
        let due_on = document.due_on.map(|d| d.to_string());
        self.text("due_date", due_on.as_deref());
        self.text("type_code", details.type_code.as_deref());
        let currency: Currency = self.row["currency"].as_str().unwrap().parse().unwrap();
        let row = self.row;
        let money = |field: &str| Some(Money::parse(row[field].as_str()?, currency).unwrap());
        let own = document.amount.map(|amount| amount.currency.to_string());
        self.text("payable_currency", own.as_deref());
        self.same("payable", &document.amount, &money("payable"));
        let totals = &details.totals;
        self.same(
            "tax_exclusive",
            &totals.without_tax,
            &money("tax_exclusive"),
        );
        self.same("tax_inclusive", &totals.with_tax, &money("tax_inclusive"));
        let written = texts(row, "tax_amounts");
        self.same("number of taxes", &totals.tax.len(), &written.len());
        let taxes = written.iter().zip(&totals.tax);
        let taxes: Vec<Option<Money>> = taxes
            .map(|(text, found)| Money::parse(text, found.currency).ok())
            .collect();
        let found: Vec<Option<Money>> = totals.tax.iter().copied().map(Some).collect();
        self.same("tax_amounts", &found, &taxes);
        let lines = row["lines"].as_u64();
        self.same("lines", &Some(details.lines.len() as u64), &lines);
    }

    fn parties(&mut self, document: &NewDocument) {
        let details = &document.details;
        let registered = |party: &Party| party.legal_name.clone().unwrap_or(party.name.clone());
        let endpoint = |party: &Party| Some(party.endpoint.as_ref()?.id.clone());
        let seller = details.seller.as_ref();
        let buyer = details.buyer.as_ref();
        self.text("seller_name", seller.map(registered).as_deref());
        self.text("buyer_name", buyer.map(registered).as_deref());
        self.text("buyer_name", Some(document.customer.name.as_str()));
        self.text("seller_endpoint", seller.and_then(endpoint).as_deref());
        self.text("buyer_endpoint", buyer.and_then(endpoint).as_deref());
    }

    fn payment(&mut self, document: &NewDocument) {
        let means = &document.details.payment_means;
        let codes: Vec<String> = means.iter().filter_map(|it| it.code.clone()).collect();
        self.same("payment_means", &codes, &texts(self.row, "payment_means"));
        let accounts: Vec<String> = means.iter().filter_map(|it| it.account.clone()).collect();
        self.same(
            "payee_accounts",
            &accounts,
            &texts(self.row, "payee_accounts"),
        );
        let references: Vec<String> = means.iter().filter_map(|it| it.reference.clone()).collect();
        self.same("payment_ids", &references, &texts(self.row, "payment_ids"));
        let looks_like_kid = |text: &&String| text.bytes().all(|b| b.is_ascii_digit() || b == b'-');
        let kid = references.iter().find(looks_like_kid).cloned();
        self.same("kid", &document.kid, &kid);
        let normalised = accounts.iter().map(|it| account::normalise(it)).next();
        self.same("account", &document.account, &normalised);
    }

    fn references(&mut self, document: &NewDocument) {
        let of = |kind: ReferenceKind| -> Vec<String> {
            let all = document.details.references.iter();
            all.filter(|it| it.kind == kind)
                .map(|it| it.value.clone())
                .collect()
        };
        self.text(
            "buyer_ref",
            of(ReferenceKind::Buyer).first().map(String::as_str),
        );
        self.text(
            "order_ref",
            of(ReferenceKind::Order).first().map(String::as_str),
        );
        if self.row["root"] != "Reminder" {
            let expected = texts(self.row, "billing_refs");
            self.same("billing_refs", &of(ReferenceKind::Billing), &expected);
        }
        let external = of(ReferenceKind::External);
        for uri in texts(self.row, "attachment_uris") {
            self.same("attachment_uris", &external.contains(&uri), &true);
        }
    }

    fn attachments(&mut self, document: &NewDocument, original: &[u8]) {
        let expected = self.row["attachments"].as_array().unwrap();
        self.same("attachments", &document.embedded.len(), &expected.len());
        for (position, (found, expected)) in document.embedded.iter().zip(expected).enumerate() {
            self.same(
                "filename",
                &Some(found.name.as_str()),
                &expected["filename"].as_str(),
            );
            self.same(
                "mime",
                &Some(found.media_type.as_str()),
                &expected["mime"].as_str(),
            );
            self.same("bytes", &Some(found.size()), &expected["bytes"].as_u64());
            let hash = ContentHash::of(&found.bytes).to_string();
            self.same("sha256", &Some(hash.as_str()), &expected["sha256"].as_str());
            let again = embedded(original, position);
            self.same("read again", &again.as_ref(), &Some(found));
        }
        self.same("no more", &embedded(original, expected.len()), &None);
    }
}
