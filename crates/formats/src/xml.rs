//! XML files: decoded, held to the limits, parsed, and told apart by root.

mod bounds;
mod root;

use crate::decode::{self, Decoded};
use crate::{Format, Reading, code, ubl};
use domain::Finding;
use domain::intake::{Embedded, ItemKind};
use root::Root;
use roxmltree::{Document, ParsingOptions};
use std::borrow::Cow;

/// Reads an XML file: UBL becomes a document, anything else is refused with
/// what it was recognised as.
pub(crate) fn read<'a>(bytes: &[u8]) -> Reading<'a> {
    let (text, findings) = match text_of(bytes) {
        Ok(decoded) => decoded,
        Err(finding) => return Reading::refused(Format::Xml, ItemKind::Document, finding),
    };
    let document = match parse(&text) {
        Ok(document) => document,
        Err(finding) => return Reading::refused(Format::Xml, ItemKind::Document, finding),
    };
    match root::recognise(document.root_element()) {
        Root::Ubl(kind) => Reading::new(Format::Ubl, [ubl::read(&document, kind, findings)]),
        Root::TestSet => Reading::refused(Format::Xml, ItemKind::Document, test_set()),
        Root::NotYetRead(what, kind) => {
            let message = format!(
                "this is {what}, which is not read yet; {}. The file is kept",
                written(&document)
            );
            Reading::refused(Format::Xml, kind, code::XML_NOT_YET_READ.at("", message))
        }
        Root::Unknown => {
            let message = format!(
                "{} is not known; read are UBL 2 Invoice, CreditNote, Reminder and Statement",
                written(&document)
            );
            let finding = code::FORMAT_NOT_UNDERSTOOD.at("", message);
            Reading::refused(Format::Xml, ItemKind::Document, finding)
        }
    }
}

/// The embedded file at this position, as [`read`] would list it.
pub(crate) fn embedded(original: &[u8], position: usize) -> Option<Embedded> {
    let (text, _) = text_of(original).ok()?;
    let document = parse(&text).ok()?;
    match root::recognise(document.root_element()) {
        Root::Ubl(_) => ubl::embedded(&document).into_iter().nth(position),
        _ => None,
    }
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
