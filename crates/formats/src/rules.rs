//! Rules of EN 16931, Peppol BIS Billing 3 and Norway for invoices in UBL, as
//! advice: a broken rule is a warning and never keeps a document out.
//!
//! Source: EN 16931-1 (BR-*, BR-CO-*, and BR-S/Z/E/AE/IC/G/O/AF/AG for the
//! categories of VAT), Peppol BIS Billing 3.0 (PEPPOL-EN16931-*, NO-R-*). Each
//! rule has its official id; its text is ours. Which rules are read, and how
//! many of the official tests they answer, is told by the tests. Deliberately
//! absent: the rules about code lists, which change by the half year.

mod norway;
mod peppol;
mod presence;
mod sums;
mod vat;
mod view;

use crate::code::{self, Code};
use crate::xml::node::{self, Node};
use domain::Finding;

/// Broken rules of one document, before they become findings.
#[derive(Debug, Default)]
struct Broken(Vec<(&'static str, String, String)>);

impl Broken {
    /// Notes that a rule does not hold at a place.
    fn add(&mut self, id: &'static str, place: impl Into<String>, text: impl Into<String>) {
        self.0.push((id, place.into(), text.into()));
    }

    fn findings(self) -> Vec<Finding> {
        let broken = self.0.into_iter();
        broken
            .map(|(id, place, text)| family(id).at(place, format!("{id}: {text}")))
            .collect()
    }

    /// Notes a rule that does not hold.
    fn unless(&mut self, holds: bool, id: &'static str, place: Node<'_, '_>, text: &str) {
        if !holds {
            self.add(id, node::place(place), text);
        }
    }
}

/// Customizations that promise to follow EN 16931, and Peppol on top of it.
const EN16931: &str = "urn:cen.eu:en16931:2017";
const PEPPOL: &str = "urn:fdc:peppol.eu:2017:poacc:billing:3";

/// The rules that a document says it follows and does not.
pub(crate) fn check(root: Node<'_, '_>) -> Vec<Finding> {
    let says = node::value(root, "CustomizationID").unwrap_or_default();
    if !says.starts_with(EN16931) {
        return Vec::new();
    }
    let mut broken = Broken::default();
    en16931(root, &mut broken);
    if says.contains(PEPPOL) {
        peppol::check(root, &mut broken);
        norway::check(root, &mut broken);
    }
    broken.findings()
}

/// The rules for Norwegian sellers, of an invoice in CII that says that it
/// follows EN 16931. The others are read of UBL only.
pub(crate) fn check_cii(customization: Option<&str>, agreement: Node<'_, '_>) -> Vec<Finding> {
    let mut broken = Broken::default();
    if customization.is_some_and(|it| it.starts_with(EN16931)) {
        norway::check_cii(agreement, &mut broken);
    }
    broken.findings()
}

fn en16931(root: Node<'_, '_>, broken: &mut Broken) {
    presence::check(root, broken);
    sums::check(root, broken);
    vat::check(root, broken);
}

fn family(id: &str) -> Code {
    match id {
        id if id.starts_with("PEPPOL") => code::RULE_PEPPOL,
        id if id.starts_with("NO-") => code::RULE_NORWAY,
        _ => code::RULE_EN16931,
    }
}

#[cfg(test)]
mod tests;
