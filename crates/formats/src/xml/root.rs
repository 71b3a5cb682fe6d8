//! What an XML file is, by the name and namespace of its root.

use crate::ubl;
use domain::intake::ItemKind;
use roxmltree::Node;

/// What a root element says that the file is.
#[derive(Debug, PartialEq)]
pub(crate) enum Root {
    /// A UBL document that is read.
    Ubl(ubl::Root),
    /// A set of fragments that try validation rules.
    TestSet,
    /// Something that is known and not read yet, and what its items would be.
    NotYetRead(&'static str, ItemKind),
    /// Anything else.
    Unknown,
}

const UBL: &str = "urn:oasis:names:specification:ubl:schema:xsd:";
const CAMT: &str = "urn:iso:std:iso:20022:tech:xsd:camt.";
const ISO_20022: &str = "urn:iso:std:iso:20022:tech:xsd:";

/// What this root is.
pub(crate) fn recognise(root: Node<'_, '_>) -> Root {
    let name = root.tag_name().name();
    let namespace = root.tag_name().namespace().unwrap_or_default();
    if namespace.starts_with(UBL) {
        return of_ubl(name);
    }
    if name == "testSet" {
        return Root::TestSet;
    }
    if name == "Document" && namespace.starts_with(CAMT) {
        return Root::NotYetRead("an account report (ISO 20022 camt)", ItemKind::Payment);
    }
    if name == "Document" && namespace.starts_with(ISO_20022) {
        return Root::NotYetRead("an ISO 20022 message", ItemKind::Payment);
    }
    let what = match name {
        "CrossIndustryInvoice" | "CrossIndustryDocument" => "an invoice in UN/CEFACT CII",
        "SCRDMCCBDACIOMessageStructure" => "an order in UN/CEFACT CII",
        "StandardBusinessDocument" => "an envelope (SBDH) around a business document",
        "Finvoice" => "an invoice in Finvoice",
        "Invoice" if namespace.starts_with("urn:sfti:documents:") => "an invoice in Svefaktura",
        _ => return Root::Unknown,
    };
    Root::NotYetRead(what, ItemKind::Document)
}

fn of_ubl(name: &str) -> Root {
    match name {
        "Invoice" => Root::Ubl(ubl::Root::Invoice),
        "CreditNote" => Root::Ubl(ubl::Root::CreditNote),
        "Reminder" => Root::Ubl(ubl::Root::Reminder),
        "Statement" => Root::Ubl(ubl::Root::Statement),
        "ApplicationResponse" => Root::NotYetRead(
            "an answer to a document (UBL ApplicationResponse)",
            ItemKind::Event,
        ),
        _ => Root::NotYetRead("a UBL document of another kind", ItemKind::Document),
    }
}
