//! XML files: decoded, held to the limits, parsed, and told apart by root.

pub(crate) mod attachment;
mod bounds;
pub(crate) mod cut;
pub(crate) mod date;
pub(crate) mod main_fields;
pub(crate) mod node;
mod root;

use crate::decode::{self, Decoded};
use crate::{Format, Reading, camt, cii, code, envelope, finvoice, response, svefaktura, ubl};
use cut::Runs;
use domain::Finding;
use domain::intake::{Embedded, Item, ItemKind};
use root::Root;
use roxmltree::{Document, ParsingOptions};
use std::borrow::Cow;

/// Reads an XML file: documents, answers and bank statements become items,
/// anything else is refused with what it was recognised as.
pub(crate) fn read<'a>(bytes: &[u8]) -> Reading<'a> {
    read_cut(bytes, &Runs::default())
}

/// The same, of XML whose files were cut out on the way in.
pub(crate) fn read_cut<'a>(bytes: &[u8], runs: &Runs) -> Reading<'a> {
    let (text, findings) = match text_of(bytes) {
        Ok(decoded) => decoded,
        Err(finding) => return Reading::refused(Format::Xml, ItemKind::Document, finding),
    };
    let document = match parse(&text) {
        Ok(document) => document,
        Err(finding) => return Reading::refused(Format::Xml, ItemKind::Document, finding),
    };
    let root = document.root_element();
    match root::recognise(root) {
        Root::Ubl(kind) => Reading::new(
            Format::Ubl,
            [ubl::read(&document, root, kind, runs, findings)],
        ),
        Root::Cii => Reading::new(Format::Cii, [cii::read(&document, runs, findings)]),
        Root::Envelope => envelope::read(&document, runs, findings),
        Root::Svefaktura => Reading::new(Format::Svefaktura, [svefaktura::read(root, findings)]),
        Root::Finvoice => Reading::new(Format::Finvoice, [finvoice::read(root, findings)]),
        Root::Response => response::read(root, findings),
        Root::Camt => camt::read(root, findings),
        Root::TestSet => Reading::refused(Format::Xml, ItemKind::Document, test_set()),
        Root::NotRead(what, kind) => Reading::refused(Format::Xml, kind, not_read(&document, what)),
        Root::Unknown => Reading::refused(Format::Xml, ItemKind::Document, unknown(&document)),
    }
}

/// Reads an invoice that lies inside another file; otherwise says what it is
/// instead.
pub(crate) fn invoice(bytes: &[u8]) -> Result<Item, Finding> {
    let (text, findings) = text_of(bytes)?;
    let document = parse(&text)?;
    let root = document.root_element();
    let none = Runs::default();
    match root::recognise(root) {
        Root::Ubl(kind) => Ok(ubl::read(&document, root, kind, &none, findings)),
        Root::Cii => Ok(cii::read(&document, &none, findings)),
        Root::NotRead(what, _) => Err(not_read(&document, what)),
        _ => Err(unknown(&document)),
    }
}

/// The embedded file at this position, as [`read`] would list it.
pub(crate) fn embedded(original: &[u8], position: usize) -> Option<Embedded> {
    let (text, _) = text_of(original).ok()?;
    let document = parse(&text).ok()?;
    let files = match root::recognise(document.root_element()) {
        Root::Ubl(_) | Root::Envelope => ubl::embedded(&document),
        Root::Cii => cii::embedded(&document),
        _ => return None,
    };
    files.into_iter().nth(position)
}

fn not_read(document: &Document<'_>, what: &str) -> Finding {
    let message = format!(
        "this is {what}, which is not read; {}. The file is kept",
        written(document)
    );
    code::XML_NOT_YET_READ.at("", message)
}

fn unknown(document: &Document<'_>) -> Finding {
    let message = format!(
        "{} is not known; read are invoices in UBL, CII, Svefaktura and Finvoice, answers in UBL, \
         and ISO 20022 camt.053 and camt.054. The file is kept",
        written(document)
    );
    code::FORMAT_NOT_UNDERSTOOD.at("", message)
}

pub(crate) fn text_of(bytes: &[u8]) -> Result<(Cow<'_, str>, Vec<Finding>), Finding> {
    let (text, findings) = match decode::xml(bytes) {
        Decoded::Text(text) => (text, Vec::new()),
        Decoded::Repaired(text) => {
            let message = "the file is not valid UTF-8 as it says, and was read as windows-1252; \
                           correct its encoding at the sender";
            (Cow::Owned(text), vec![code::XML_NOT_UTF8.at("", message)])
        }
        Decoded::Undecodable(why) => return Err(code::XML_ENCODING.at("", why)),
    };
    Ok((text, findings))
}

pub(crate) fn parse(text: &str) -> Result<Document<'_>, Finding> {
    let text = text.trim_start_matches(['\u{feff}', ' ', '\t', '\r', '\n']);
    bounds::check(text)?;
    let options = ParsingOptions {
        allow_dtd: false,
        ..ParsingOptions::default()
    };
    Document::parse_with_options(text, options).map_err(|error| match error {
        roxmltree::Error::DtdDetected => bounds::doctype(text, 0),
        error => {
            let at = error.pos();
            let place = format!("{}:{}", at.row, at.col);
            code::XML_MALFORMED.at(place, format!("not well-formed XML: {error}"))
        }
    })
}

fn written(document: &Document<'_>) -> String {
    let name = document.root_element().tag_name();
    match name.namespace() {
        Some(namespace) => format!("the root element is {} in {namespace}", name.name()),
        None => format!("the root element is {} in no namespace", name.name()),
    }
}

fn test_set() -> Finding {
    let message = "recognised as a rule test set, not a document";
    code::XML_TEST_SET.at("", message)
}

#[cfg(test)]
mod tests;
