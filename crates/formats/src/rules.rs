//! Rules of EN 16931, Peppol BIS Billing 3 and Norway for invoices in UBL and
//! CII, as advice: a broken rule is a warning and never keeps a document out.
//!
//! Source: EN 16931-1 (BR-*, BR-CO-*, and BR-S/Z/E/AE/IC/G/O/AF/AG for the
//! categories of VAT), Peppol BIS Billing 3.0 (PEPPOL-EN16931-*, NO-R-*). Each
//! rule has its official id; its text is ours. Which rules are read, and how
//! many of the official tests they answer, is told by the tests. Rules look at
//! UBL; an invoice in CII is written as UBL first ([`cii`]). Deliberately
//! absent: the rules about code lists, which change by the half year.

mod cii;
mod norway;
mod peppol;
mod presence;
mod sums;
mod vat;
mod view;

use crate::code::{self, Code};
use crate::xml::node::{self, Node};
use domain::Finding;
use roxmltree::Document;

/// Most broken rules of one document that are noted; fewer are told.
const BROKEN_MAX: usize = 1_000;

/// Broken rules of one document, before they become findings.
#[derive(Debug, Default)]
struct Broken(Vec<(&'static str, String, String)>);

impl Broken {
    /// Notes that a rule does not hold at a place.
    fn add(&mut self, id: &'static str, place: impl Into<String>, text: impl Into<String>) {
        if self.0.len() < BROKEN_MAX {
            self.0.push((id, place.into(), text.into()));
        }
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
            self.add(id, place_of(place), text);
        }
    }
}

/// The attribute by which an element says where it was in another syntax. No
/// element of UBL has it.
const PLACE: &str = "place";

/// Where an element is, in the syntax that the document is written in.
fn place_of(element: Node<'_, '_>) -> String {
    let told = element.ancestors().find_map(|it| it.attribute(PLACE));
    told.map_or_else(|| node::place(element), str::to_owned)
}

/// Customizations that promise to follow EN 16931, and Peppol on top of it.
const EN16931: &str = "urn:cen.eu:en16931:2017";
const PEPPOL: &str = "urn:fdc:peppol.eu:2017:poacc:billing:3";

/// The rules that a document says it follows and does not.
pub(crate) fn check(root: Node<'_, '_>) -> Vec<Finding> {
    broken(root).findings()
}

fn broken(root: Node<'_, '_>) -> Broken {
    let mut broken = Broken::default();
    let says = node::value(root, "CustomizationID").unwrap_or_default();
    if !says.starts_with(EN16931) {
        return broken;
    }
    en16931(root, &mut broken);
    if says.contains(PEPPOL) {
        peppol::check(root, &mut broken);
        norway::check(root, &mut broken);
    }
    broken
}

/// Extensions of EN 16931 break its rules on purpose.
const EXTENSION: &str = "#conformant#";

/// The same of an invoice in CII.
pub(crate) fn check_cii(customization: Option<&str>, root: Node<'_, '_>) -> Vec<Finding> {
    let says = customization.unwrap_or_default();
    if !says.starts_with(EN16931) || says.contains(EXTENSION) {
        return Vec::new();
    }
    let ubl = cii::as_ubl(root);
    match Document::parse(&ubl) {
        Ok(document) => {
            let mut broken = broken(document.root_element());
            broken.0.retain(|(id, ..)| !cii::NOT_READ.contains(id));
            broken.findings()
        }
        // What was read as XML gives XML; where it does not, there is no advice.
        Err(_) => Vec::new(),
    }
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
