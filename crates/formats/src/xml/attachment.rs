//! Files inside a document (BT-125), base64 in an element of their own.

use crate::xml::cut::Runs;
use crate::xml::node::{self, Node};
use crate::{code, limits};
use base64::Engine;
use base64::alphabet::STANDARD;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use domain::Finding;
use domain::intake::Embedded;
use roxmltree::Document;

/// Padding may be missing and trailing bits may be set: what senders get
/// wrong without any byte being in doubt.
pub(super) const LENIENT: GeneralPurpose = GeneralPurpose::new(
    &STANDARD,
    GeneralPurposeConfig::new()
        .with_decode_padding_mode(DecodePaddingMode::Indifferent)
        .with_decode_allow_trailing_bits(true),
);

/// Every file inside the document that can be decoded, in order; the name is
/// that of the elements that hold one.
pub(crate) fn all(
    document: &Document<'_>,
    element_name: &str,
    runs: &Runs,
    findings: &mut Vec<Finding>,
) -> Vec<Embedded> {
    let mut found = Vec::new();
    let elements = document
        .descendants()
        .filter(|it| node::is(*it, element_name));
    for (position, element) in elements.enumerate() {
        if position == limits::EMBEDDED_MAX {
            let message = format!("only the first {position} files inside it are offered");
            findings.push(code::ATTACHMENT_TOO_MANY.at("", message));
            break;
        }
        found.extend(read(element, runs, findings));
    }
    found
}

fn read(element: Node<'_, '_>, runs: &Runs, findings: &mut Vec<Finding>) -> Option<Embedded> {
    let name = name(element);
    let text = node::text(element);
    let (bytes, passed) = match runs.marked(&text) {
        Some(passed) => (passed.is_some().then(Vec::new), passed),
        None => (decoded(&text), None),
    };
    let Some(bytes) = bytes else {
        let message = "the file inside the document is not valid base64 and cannot be offered on \
                       its own; the original still has it";
        findings.push(code::ATTACHMENT_BASE64.at(name, message));
        return None;
    };
    if bytes.is_empty() && passed.is_none() {
        let message = "the file inside the document holds no bytes";
        findings.push(code::ATTACHMENT_EMPTY.at(name.as_str(), message));
    }
    Some(Embedded {
        name,
        media_type: node::attribute(element, "mimeCode")
            .unwrap_or("application/octet-stream")
            .to_owned(),
        bytes,
        passed,
    })
}

fn decoded(text: &str) -> Option<Vec<u8>> {
    let letters = text.bytes().filter(|byte| !byte.is_ascii_whitespace());
    LENIENT.decode(letters.collect::<Vec<u8>>()).ok()
}

/// The file's name, or else the number of the reference around it.
fn name(element: Node<'_, '_>) -> String {
    let around = || {
        let holder = element.parent_element()?;
        node::value(holder, "IssuerAssignedID")
            .or_else(|| node::value(holder.parent_element()?, "ID"))
    };
    node::attribute(element, "filename")
        .map(str::to_owned)
        .or_else(around)
        .unwrap_or_else(|| "attachment".to_owned())
}
