//! What an XML file is, by the name and namespace of its root.

use crate::ubl;
use domain::intake::ItemKind;
use roxmltree::Node;

/// What a root element says that the file is.
#[derive(Debug, PartialEq)]
pub(crate) enum Root {
    /// A UBL document that is read.
    Ubl(ubl::Root),
    /// An invoice in UN/CEFACT CII.
    Cii,
    /// An envelope (SBDH) around a business document.
    Envelope,
    /// An invoice in Svefaktura 1.
    Svefaktura,
    /// An invoice in Finvoice.
    Finvoice,
    /// An answer to a document (UBL ApplicationResponse).
    Response,
    /// Bank statements and notices (ISO 20022 camt.053 and camt.054).
    Camt,
    /// A set of fragments that try validation rules.
    TestSet,
    /// Something that is known and not read, and what its items would be.
    NotRead(&'static str, ItemKind),
    /// Anything else.
    Unknown,
}

const UBL: &str = "urn:oasis:names:specification:ubl:schema:xsd:";
const CAMT: &[&str] = &[
    "urn:iso:std:iso:20022:tech:xsd:camt.053.",
    "urn:iso:std:iso:20022:tech:xsd:camt.054.",
];
const ISO_20022: &str = "urn:iso:std:iso:20022:tech:xsd:";

/// What this root is.
pub(crate) fn recognise(root: Node<'_, '_>) -> Root {
    let name = root.tag_name().name();
    let namespace = root.tag_name().namespace().unwrap_or_default();
    if namespace.starts_with(UBL) {
        return of_ubl(name);
    }
    match name {
        "testSet" => Root::TestSet,
        "Document" if CAMT.iter().any(|it| namespace.starts_with(it)) => Root::Camt,
        "Document" if namespace.starts_with(ISO_20022) => {
            Root::NotRead("an ISO 20022 message of another kind", ItemKind::Payment)
        }
        "CrossIndustryInvoice" | "CrossIndustryDocument" => Root::Cii,
        "SCRDMCCBDACIOMessageStructure" => {
            Root::NotRead("an order in UN/CEFACT CII", ItemKind::Document)
        }
        "StandardBusinessDocument" => Root::Envelope,
        "Finvoice" => Root::Finvoice,
        "Invoice" if namespace.starts_with("urn:sfti:documents:") => Root::Svefaktura,
        _ => Root::Unknown,
    }
}

fn of_ubl(name: &str) -> Root {
    match ubl::Root::named(name) {
        Some(kind) => Root::Ubl(kind),
        None if name == "ApplicationResponse" => Root::Response,
        None => Root::NotRead("a UBL document of another kind", ItemKind::Document),
    }
}
