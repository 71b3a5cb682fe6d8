//! The data in the document, as its recipient could read it.

mod parties;

use super::DocumentView;
use crate::components::{Facts, amount, day, digits};
use crate::session::Visit;
use domain::Money;
use domain::document::{Details, Line, ReferenceKind};
use maud::{Markup, html};

/// The most lines shown; more are in the original.
const LINES_SHOWN_MAX: usize = 500;

/// Lines, sums, parties, references: whatever the document says.
pub(super) fn content(view: &DocumentView<'_>) -> Markup {
    let details = &view.shown.document.details;
    html! {
        (lines(view.visit, details))
        (totals(view.visit, details))
        (parties::parties(view.visit, details))
        (references(view.visit, details))
        (notes(view.visit, details))
    }
}

fn lines(visit: &Visit, details: &Details) -> Markup {
    let text = &visit.text;
    html! {
        @if !details.lines.is_empty() {
            section.card aria-labelledby="lines-title" {
                h2 #lines-title { (text.say("document-lines")) }
                div.scroll role="region" tabindex="0" aria-label=(text.say("document-lines-table")) {
                    table {
                        thead { tr {
                            th scope="col" { (text.say("line-name")) }
                            th.number scope="col" { (text.say("line-quantity")) }
                            th.number scope="col" { (text.say("line-price")) }
                            th.number scope="col" { (text.say("line-tax")) }
                            th.number scope="col" { (text.say("line-amount")) }
                        } }
                        tbody { @for line in details.lines.iter().take(LINES_SHOWN_MAX) { (one_line(visit, line)) } }
                    }
                }
                @if details.lines.len() > LINES_SHOWN_MAX {
                    p.muted { (text.fill("document-lines-more", &[("shown", LINES_SHOWN_MAX.into()), ("total", details.lines.len().into())])) }
                }
            }
        }
    }
}

fn one_line(visit: &Visit, line: &Line) -> Markup {
    let name = if line.name.is_empty() {
        line.id.as_str()
    } else {
        line.name.as_str()
    };
    html! {
        tr {
            th scope="row" dir="auto" {
                (name)
                @for more in [&line.description, &line.note].into_iter().flatten().filter(|more| **more != line.name) {
                    br; span.muted { (more) }
                }
                @if let Some(item) = &line.item_number { br; span.muted { (visit.text.say("line-item")) " " (item) } }
            }
            td.number { @if let Some(quantity) = &line.quantity { (visit.formats.written(quantity, 0)) @if let Some(unit) = &line.unit { " " (self::unit(visit, unit)) } } }
            td.number { @if let Some(price) = &line.price { (visit.formats.written(price, 2)) } }
            td.number { @if let Some(rate) = &line.tax_percent { (visit.formats.written_percent(rate)) } }
            td.number { @if let Some(money) = line.amount { (digits(visit, money)) } }
        }
    }
}

/// The word for a unit code, for the codes that invoices use most.
fn unit(visit: &Visit, code: &str) -> String {
    let known = visit.text.known(&format!("unit-{code}"));
    known.unwrap_or_else(|| code.to_owned())
}

fn totals(visit: &Visit, details: &Details) -> Markup {
    let text = &visit.text;
    let totals = &details.totals;
    let mut facts = Facts::default();
    let money = |money: Money| html! { span.amount { (amount(visit, money)) } };
    facts.known(text.say("total-lines"), totals.lines.map(money));
    for charge in &details.charges {
        let key = if charge.is_charge {
            "total-charge"
        } else {
            "total-allowance"
        };
        let name = text.fill(key, &[("reason", charge.reason.as_str().into())]);
        let signed = if charge.is_charge {
            charge.amount.minor
        } else {
            -charge.amount.minor
        };
        facts.push(
            name,
            money(Money {
                minor: signed,
                ..charge.amount
            }),
        );
    }
    facts.known(text.say("total-without-tax"), totals.without_tax.map(money));
    for tax in &details.taxes {
        if let Some(sum) = tax.amount {
            let percent = tax
                .percent
                .as_deref()
                .map(|rate| visit.formats.written_percent(rate));
            let of = tax
                .taxable
                .map(|taxable| amount(visit, taxable))
                .unwrap_or_default();
            let name = text.fill(
                "total-tax-of",
                &[
                    ("percent", percent.unwrap_or_default().into()),
                    ("of", of.into()),
                ],
            );
            facts.push(name, money(sum));
        }
    }
    // One rate only: its line is the total.
    for tax in totals.tax.iter().filter(|_| details.taxes.len() != 1) {
        facts.push(text.say("total-tax"), money(*tax));
    }
    facts.known(text.say("total-with-tax"), totals.with_tax.map(money));
    facts.known(text.say("total-prepaid"), totals.prepaid.map(money));
    facts.known(text.say("total-rounding"), totals.rounding.map(money));
    facts.known(
        text.say("total-payable"),
        totals
            .payable
            .map(|payable| html! { strong.amount { (amount(visit, payable)) } }),
    );
    html! {
        @if !facts.is_empty() {
            section.card.totals aria-labelledby="totals-title" {
                h2 #totals-title { (text.say("document-totals")) }
                (facts)
            }
        }
    }
}

/// Names the text of a kind of reference.
const fn reference_name(kind: ReferenceKind) -> &'static str {
    match kind {
        ReferenceKind::Buyer => "reference-buyer",
        ReferenceKind::Order => "reference-order",
        ReferenceKind::SalesOrder => "reference-sales-order",
        ReferenceKind::Contract => "reference-contract",
        ReferenceKind::Project => "reference-project",
        ReferenceKind::Billing => "reference-billing",
        ReferenceKind::Despatch => "reference-despatch",
        ReferenceKind::Receipt => "reference-receipt",
        ReferenceKind::External => "reference-external",
        ReferenceKind::Accounting => "reference-accounting",
        ReferenceKind::Tender => "reference-tender",
    }
}

fn references(visit: &Visit, details: &Details) -> Markup {
    let text = &visit.text;
    let mut facts = Facts::default();
    for reference in &details.references {
        facts.push(
            text.say(reference_name(reference.kind)),
            html! {
                (reference.value)
                @if let Some(on) = reference.on { " " span.muted { (day(visit, on)) } }
            },
        );
    }
    for means in &details.payment_means {
        facts.known(
            text.say("means-account"),
            means
                .account
                .as_ref()
                .map(|account| html! { code { (account) } }),
        );
        facts.known(
            text.say("means-reference"),
            means
                .reference
                .as_ref()
                .map(|reference| html! { code { (reference) } }),
        );
        facts.known(text.say("means-code"), means.code.as_deref());
    }
    facts.known(text.say("document-type-code"), details.type_code.as_deref());
    facts.known(
        text.say("document-specification"),
        details
            .customization
            .as_ref()
            .map(|urn| html! { code.long { (urn) } }),
    );
    facts.known(
        text.say("document-process"),
        details
            .profile
            .as_ref()
            .map(|urn| html! { code.long { (urn) } }),
    );
    html! {
        @if !facts.is_empty() {
            section.card aria-labelledby="references-title" {
                h2 #references-title { (text.say("document-references")) }
                (facts)
            }
        }
    }
}

fn notes(visit: &Visit, details: &Details) -> Markup {
    let language = details.language.as_deref().unwrap_or_default();
    html! {
        @if !details.notes.is_empty() {
            section.card aria-labelledby="notes-title" {
                h2 #notes-title { (visit.text.say("document-notes")) }
                @for note in &details.notes { p.comment-text lang=(language_tag(language)) dir="auto" { (note) } }
            }
        }
    }
}

/// A language tag that a browser can use; empty where the language is not
/// known, which is what HTML means by an empty one.
fn language_tag(written: &str) -> &str {
    let is_tag = matches!(written.len(), 2 | 5)
        && written
            .bytes()
            .all(|b| b.is_ascii_alphabetic() || b == b'-');
    if is_tag { written } else { "" }
}
