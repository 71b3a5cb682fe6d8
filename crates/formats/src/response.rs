//! Answers to documents in UBL ApplicationResponse: Peppol Invoice Response
//! (T111, BIS 63), Message Level Response (T71, BIS 36), Message Level Status
//! (MLS 1.0), and the ApplicationResponse of OIOUBL.
//!
//! The same code means different things in them (`AB` is "received" in one and
//! "delivered blind" in another), so each has a table of its own under
//! `response/`, and the code is kept with its namespace. Oddities: an Invoice
//! Response names the invoice by its number, the message level answers name
//! the envelope; many are dated by a day only; `PD` says that a payment was
//! begun, not that it arrived.

mod invoice;
mod message;
mod oioubl;
mod told;

use crate::xml::node::{self, Node};
use crate::{Format, Reading, code, refused};
use domain::intake::{Item, ItemBody, ItemKind, NewEvent, Target};
use domain::{Fact, Finding, SourceKey};
use told::Told;

/// The specifications that answers follow.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// Peppol Invoice Response.
    Invoice,
    /// Peppol Message Level Response.
    Mlr,
    /// Peppol Message Level Status.
    Mls,
    /// OIOUBL.
    Oioubl,
}

/// Marks by which customization or profile tell the specification.
const MARKS: &[(&str, Kind)] = &[
    ("invoice_response", Kind::Invoice),
    ("biitrns111", Kind::Invoice),
    ("edec:mls", Kind::Mls),
    (":mlr:", Kind::Mlr),
    ("biitrns071", Kind::Mlr),
    ("OIOUBL", Kind::Oioubl),
];

impl Kind {
    fn of(root: Node<'_, '_>) -> Option<Self> {
        let written = ["CustomizationID", "ProfileID"].map(|name| node::value(root, name));
        let says = |mark: &str| written.iter().flatten().any(|text| text.contains(mark));
        let found = MARKS.iter().find(|(mark, _)| says(mark));
        found.map(|(_, kind)| *kind)
    }

    /// The system that answers of this kind are told under.
    const fn source(self) -> &'static str {
        match self {
            Self::Invoice => "peppol-invoice-response",
            Self::Mlr => "peppol-mlr",
            Self::Mls => "peppol-mls",
            Self::Oioubl => "oioubl-response",
        }
    }
}

/// Reads every answer in a file.
pub(crate) fn read<'a>(root: Node<'_, '_>, findings: Vec<Finding>) -> Reading<'a> {
    let Some(kind) = Kind::of(root) else {
        let written = node::value(root, "CustomizationID").unwrap_or_default();
        let message = format!(
            "answers that follow '{written}' are not known; read are Peppol Invoice Response, MLR, \
             MLS and OIOUBL. The file is kept"
        );
        let finding = code::RESPONSE_PROFILE.at("cbc:CustomizationID", message);
        return Reading::refused(Format::Response, ItemKind::Event, finding);
    };
    let answers: Vec<_> = node::children(root, "DocumentResponse").collect();
    if answers.is_empty() {
        let message = "the file answers no document (cac:DocumentResponse)";
        let finding = code::RESPONSE_TARGET.at("", message);
        return Reading::refused(Format::Response, ItemKind::Event, finding);
    }
    let items: Vec<Item> = answers
        .into_iter()
        .enumerate()
        .flat_map(|(index, answer)| items(root, kind, index, answer))
        .collect();
    let mut reading = Reading::new(Format::Response, items);
    reading.findings = findings;
    reading
}

fn items(root: Node<'_, '_>, kind: Kind, index: usize, answer: Node<'_, '_>) -> Vec<Item> {
    let place = format!("answer {}", index + 1);
    let mut told = Told::of(root, answer, &place);
    let facts = match kind {
        Kind::Invoice => invoice::facts(&mut told),
        Kind::Mlr => message::facts(&mut told, message::Level::Response),
        Kind::Mls => message::facts(&mut told, message::Level::Status),
        Kind::Oioubl => oioubl::facts(&mut told),
    };
    let target = target(kind, answer);
    if target.is_none() {
        let message = "the answer does not say which document it is about (cac:DocumentReference)";
        told.notice(code::RESPONSE_TARGET, message);
    }
    let (Some(occurred_at), Some(target), false) = (told.occurred_at, target, facts.is_empty())
    else {
        return vec![refused(place, ItemKind::Event, told.findings)];
    };
    let mut findings = std::mem::take(&mut told.findings);
    facts
        .into_iter()
        .map(|fact| {
            let event = NewEvent {
                source: source(kind, &told, &target, &fact),
                target: target.clone(),
                occurred_at,
                fact,
            };
            Item {
                place: place.clone(),
                body: ItemBody::Event(Box::new(event)),
                findings: std::mem::take(&mut findings),
            }
        })
        .collect()
}

/// The answer's own name: who sent it, its id, what it is about and what it
/// says. The raw code is part of it, so that a good answer keeps it too.
fn source(kind: Kind, told: &Told, target: &Target, fact: &Fact) -> SourceKey {
    let about = match target {
        Target::Source(key) => key.id.as_str(),
        Target::Number(number) => number.as_str(),
        _ => "",
    };
    let parts = [
        told.sender.as_str(),
        &told.id,
        &told.dated,
        about,
        &told.code(),
        fact.name(),
    ];
    SourceKey::new(kind.source(), parts.join("/"))
}

/// Codes (UNTDID 1001) of invoices, which are named by their number.
const INVOICE_CODES: &[&str] = &["380", "381", "383", "384", "386", "389", "393"];

/// Which document is meant. Answers of the message level name the envelope
/// that it came in, unless they say that they name an invoice.
fn target(kind: Kind, answer: Node<'_, '_>) -> Option<Target> {
    let reference = node::child(answer, "DocumentReference")?;
    let id = node::value(reference, "ID")?;
    let code = node::value(reference, "DocumentTypeCode").unwrap_or_default();
    let by_number = match kind {
        Kind::Invoice | Kind::Oioubl => true,
        Kind::Mlr | Kind::Mls => INVOICE_CODES.contains(&code.as_str()),
    };
    Some(match by_number {
        true => Target::Number(id),
        false => Target::Source(SourceKey::new(crate::envelope::PEPPOL, id)),
    })
}

#[cfg(test)]
mod tests;
