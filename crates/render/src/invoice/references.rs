//! What a document refers to.

use crate::formats::Formats;
use crate::language::Language;
use crate::sheet::{Fact, Value};
use domain::document::{Details, Reference, ReferenceKind};

/// The references that the reader looks for first: their own.
pub(super) fn at_the_top(details: &Details, formats: &Formats) -> Vec<Fact> {
    let first = details.references.iter().filter(|it| is_first(it.kind));
    first.map(|it| fact(it, formats)).collect()
}

/// All the others.
pub(super) fn references(details: &Details, formats: &Formats) -> Vec<Fact> {
    let rest = details.references.iter().filter(|it| !is_first(it.kind));
    rest.map(|it| fact(it, formats)).collect()
}

const fn is_first(kind: ReferenceKind) -> bool {
    matches!(
        kind,
        ReferenceKind::Buyer | ReferenceKind::Order | ReferenceKind::Billing
    )
}

fn fact(reference: &Reference, formats: &Formats) -> Fact {
    let (label, key) = name(formats.language(), reference.kind);
    let day = reference.on.map(|day| formats.date(day));
    let parts = [Some(reference.value.clone()), day, reference.text.clone()];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    Fact {
        label: label.to_owned(),
        value: Value::of(key, parts.join(", ")),
    }
}

const fn name(language: Language, kind: ReferenceKind) -> (&'static str, &'static str) {
    match kind {
        ReferenceKind::Buyer => (language.pick("Deres ref.", "Your ref."), "BT-10"),
        ReferenceKind::Order => (language.pick("Bestilling", "Order"), "BT-13"),
        ReferenceKind::SalesOrder => (language.pick("Vår ordre", "Our order"), "BT-14"),
        ReferenceKind::Contract => (language.pick("Avtale", "Contract"), "BT-12"),
        ReferenceKind::Project => (language.pick("Prosjekt", "Project"), "BT-11"),
        ReferenceKind::Billing => (language.pick("Gjelder", "Concerns"), "BT-25"),
        ReferenceKind::Despatch => (language.pick("Pakkseddel", "Despatch advice"), "BT-16"),
        ReferenceKind::Receipt => (language.pick("Varemottak", "Receipt advice"), "BT-15"),
        ReferenceKind::External => (language.pick("Vedlegg", "Document"), "BT-122"),
        ReferenceKind::Accounting => (language.pick("Kostnadssted", "Cost centre"), "BT-19"),
        ReferenceKind::Tender => (language.pick("Anbud", "Tender"), "BT-17"),
    }
}
