//! Files inside a document (BT-125), base64 in an element of their own.

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
const LENIENT: GeneralPurpose = GeneralPurpose::new(
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
        found.extend(read(element, findings));
    }
    found
}

fn read(element: Node<'_, '_>, findings: &mut Vec<Finding>) -> Option<Embedded> {
    let name = name(element);
    let text: Vec<u8> = node::text(element)
        .bytes()
        .filter(|byte| !byte.is_ascii_whitespace())
        .collect();
    let bytes = match LENIENT.decode(&text) {
        Ok(bytes) => bytes,
        Err(why) => {
            let message = format!(
                "the file inside the document is not valid base64 ({why}) and cannot be offered \
                 on its own; the original still has it"
            );
            findings.push(code::ATTACHMENT_BASE64.at(name, message));
            return None;
        }
    };
    if bytes.is_empty() {
        let message = "the file inside the document holds no bytes";
        findings.push(code::ATTACHMENT_EMPTY.at(name.as_str(), message));
    }
    Some(Embedded {
        name,
        media_type: node::attribute(element, "mimeCode")
            .unwrap_or("application/octet-stream")
            .to_owned(),
        bytes,
    })
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
