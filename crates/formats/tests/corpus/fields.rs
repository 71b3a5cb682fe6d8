//! The fields of UBL files, as plain XPath found them.

use super::expected;
use domain::document::{Party, ReferenceKind};
use domain::intake::{ItemBody, NewDocument};
use domain::{ContentHash, DocumentKind, Money, account};
use formats::{embedded, read_bytes};
use serde_json::Value;
use std::path::Path;

/// Roots that are recognised and not read.
const NOT_READ: &[&str] = &["UtilityStatement"];

#[test]
fn every_field_equals_the_expected_one() {
    let rows = expected("ubl_fields.jsonl");
    for (path, row) in &rows {
        let bytes = std::fs::read(path).unwrap();
        let item = read_bytes("file", &bytes).next().unwrap();
        if NOT_READ.contains(&row["root"].as_str().unwrap()) {
            assert_eq!(
                item.findings[0].code,
                "xml.not_yet_read",
                "{}",
                path.display()
            );
            continue;
        }
        let ItemBody::Document(document) = item.body else {
            panic!("{}: {:?}", path.display(), item.findings);
        };
        let check = Check { path, row };
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
    println!("{} files compared", rows.len());
}

struct Check<'a> {
    path: &'a Path,
    row: &'a Value,
}

impl Check<'_> {
    fn equal(&self, field: &str, found: Option<&str>) {
        let expected = self.row[field].as_str();
        assert_eq!(found, expected, "{field} of {}", self.path.display());
    }

    fn list(&self, field: &str) -> Vec<String> {
        let values = self.row[field].as_array().unwrap().iter();
        values
            .map(|value| value.as_str().unwrap().to_owned())
            .collect()
    }

    fn head(&self, document: &NewDocument) {
        self.equal("id", Some(document.number.as_str()));
        self.equal(
            "issue_date",
            document.issued_on.map(|d| d.to_string()).as_deref(),
        );
        self.equal("customization", document.details.customization.as_deref());
        self.equal("profile", document.details.profile.as_deref());
        let kind = match self.row["root"].as_str().unwrap() {
            "CreditNote" => DocumentKind::CreditNote,
            "Reminder" => DocumentKind::Reminder,
            "Statement" => DocumentKind::Statement,
            _ if self.path.ends_with("Reminder-Example.xml") => DocumentKind::Reminder,
            _ => DocumentKind::Invoice,
        };
        assert_eq!(document.kind, Some(kind), "{}", self.path.display());
    }

    fn amounts(&self, document: &NewDocument) {
        let details = &document.details;
        self.equal(
            "due_date",
            document.due_on.map(|d| d.to_string()).as_deref(),
        );
        self.equal("type_code", details.type_code.as_deref());
        let currency = self.row["currency"].as_str().unwrap().parse().unwrap();
        let money = |text: &Value| text.as_str().map(|it| Money::parse(it, currency).unwrap());
        let amount = document.amount.unwrap();
        self.equal("payable_currency", Some(amount.currency.as_str()));
        let path = self.path.display();
        assert_eq!(
            Some(amount),
            money(&self.row["payable"]),
            "payable of {path}"
        );
        let totals = &details.totals;
        assert_eq!(
            totals.without_tax,
            money(&self.row["tax_exclusive"]),
            "{path}"
        );
        assert_eq!(totals.with_tax, money(&self.row["tax_inclusive"]), "{path}");
        let taxes: Vec<Option<Money>> = self
            .list("tax_amounts")
            .iter()
            .zip(&totals.tax)
            .map(|(text, found)| Money::parse(text, found.currency).ok())
            .collect();
        assert_eq!(taxes.len(), self.list("tax_amounts").len(), "{path}");
        assert_eq!(
            totals.tax.iter().copied().map(Some).collect::<Vec<_>>(),
            taxes,
            "{path}"
        );
        let lines = self.row["lines"].as_u64().unwrap();
        assert_eq!(details.lines.len() as u64, lines, "lines of {path}");
    }

    fn parties(&self, document: &NewDocument) {
        let details = &document.details;
        let registered = |party: &Party| party.legal_name.clone().unwrap_or(party.name.clone());
        let endpoint = |party: &Party| Some(party.endpoint.as_ref()?.id.clone());
        let seller = details.seller.as_ref();
        let buyer = details.buyer.as_ref();
        self.equal("seller_name", seller.map(registered).as_deref());
        self.equal("buyer_name", buyer.map(registered).as_deref());
        self.equal("buyer_name", Some(document.customer.name.as_str()));
        self.equal("seller_endpoint", seller.and_then(endpoint).as_deref());
        self.equal("buyer_endpoint", buyer.and_then(endpoint).as_deref());
    }

    fn payment(&self, document: &NewDocument) {
        let means = &document.details.payment_means;
        let all = |values: Vec<Option<&String>>| -> Vec<String> {
            values.into_iter().flatten().cloned().collect()
        };
        let path = self.path.display();
        let codes = all(means.iter().map(|it| it.code.as_ref()).collect());
        assert_eq!(codes, self.list("payment_means"), "means of {path}");
        let accounts = all(means.iter().map(|it| it.account.as_ref()).collect());
        assert_eq!(accounts, self.list("payee_accounts"), "accounts of {path}");
        let references = all(means.iter().map(|it| it.reference.as_ref()).collect());
        assert_eq!(
            references,
            self.list("payment_ids"),
            "payment ids of {path}"
        );
        let looks_like_kid = |text: &&String| text.bytes().all(|b| b.is_ascii_digit() || b == b'-');
        assert_eq!(
            document.kid.as_ref(),
            references.iter().find(looks_like_kid),
            "{path}"
        );
        let normalised = accounts.iter().map(|it| account::normalise(it)).next();
        assert_eq!(document.account, normalised, "account of {path}");
    }

    fn references(&self, document: &NewDocument) {
        let of = |kind: ReferenceKind| -> Vec<String> {
            let all = document.details.references.iter();
            all.filter(|it| it.kind == kind)
                .map(|it| it.value.clone())
                .collect()
        };
        let path = self.path.display();
        self.equal(
            "buyer_ref",
            of(ReferenceKind::Buyer).first().map(String::as_str),
        );
        self.equal(
            "order_ref",
            of(ReferenceKind::Order).first().map(String::as_str),
        );
        if self.row["root"] != "Reminder" {
            assert_eq!(
                of(ReferenceKind::Billing),
                self.list("billing_refs"),
                "{path}"
            );
        }
        let external = of(ReferenceKind::External);
        for uri in self.list("attachment_uris") {
            assert!(external.contains(&uri), "{uri} of {path}");
        }
    }

    fn attachments(&self, document: &NewDocument, original: &[u8]) {
        let path = self.path.display();
        let expected = self.row["attachments"].as_array().unwrap();
        assert_eq!(
            document.embedded.len(),
            expected.len(),
            "attachments of {path}"
        );
        for (position, (found, expected)) in document.embedded.iter().zip(expected).enumerate() {
            assert_eq!(found.name, expected["filename"].as_str().unwrap(), "{path}");
            assert_eq!(
                found.media_type,
                expected["mime"].as_str().unwrap(),
                "{path}"
            );
            assert_eq!(
                found.bytes.len() as u64,
                expected["bytes"].as_u64().unwrap(),
                "{path}"
            );
            let hash = ContentHash::of(&found.bytes).to_string();
            assert_eq!(hash, expected["sha256"].as_str().unwrap(), "{path}");
            assert_eq!(embedded(original, position).as_ref(), Some(found), "{path}");
        }
        assert_eq!(embedded(original, expected.len()), None, "{path}");
    }
}
