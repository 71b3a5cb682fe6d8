//! The files that a PDF holds: named in the catalogue's tree of embedded files
//! or in its list of associated files.

use crate::pdf::file::File;
use crate::pdf::inflate::Fault;
use crate::pdf::value::{Dictionary, Value};
use crate::{code, decode, limits};
use domain::Finding;
use domain::intake::Embedded;
use std::collections::BTreeSet;

/// Most nodes of the tree of names that are visited; a tree that refers to
/// itself never ends otherwise.
const NODES_MAX: usize = 10_000;

/// The files, in the order of their names, and what was noticed.
#[derive(Default)]
pub(super) struct Found {
    /// The files.
    pub(super) files: Vec<Embedded>,
    /// Those that cannot be offered, and why.
    pub(super) findings: Vec<Finding>,
}

/// Every file inside a PDF.
pub(super) fn all(file: &File<'_>) -> Found {
    let mut found = Found::default();
    if file.is_encrypted {
        let message = "the PDF is encrypted, so files inside it are not looked for; send it \
                       without encryption";
        found.findings.push(code::PDF_ENCRYPTED.at("", message));
        return found;
    }
    let mut seen = BTreeSet::new();
    for specification in specifications(file) {
        let Some(stream) = stream_of(file, &specification) else {
            continue;
        };
        if !seen.insert(stream) {
            continue;
        }
        if found.files.len() == limits::EMBEDDED_MAX {
            let message = format!(
                "only the first {} files inside it are offered",
                seen.len() - 1
            );
            found
                .findings
                .push(code::ATTACHMENT_TOO_MANY.at("", message));
            break;
        }
        take(file, &specification, stream, &mut found);
    }
    found.files.sort_by(|a, b| a.name.cmp(&b.name));
    found
}

/// The file specifications that the catalogue names; where it names none, or
/// is not found, every object that is one.
fn specifications(file: &File<'_>) -> Vec<Dictionary> {
    let named = named(file).unwrap_or_default();
    if !named.is_empty() {
        return named;
    }
    file.numbers()
        .into_iter()
        .filter_map(|number| match file.object(number)?.value {
            Value::Dictionary(it) if it.get("EF").is_some() => Some(it),
            _ => None,
        })
        .take(limits::EMBEDDED_MAX + 1)
        .collect()
}

fn named(file: &File<'_>) -> Option<Vec<Dictionary>> {
    let Value::Dictionary(catalogue) = file.object(file.root?)?.value else {
        return None;
    };
    let mut values = file.array(&catalogue, "AF");
    let tree = file
        .dictionary(&catalogue, "Names")
        .and_then(|names| file.dictionary(&names, "EmbeddedFiles"));
    let mut nodes: Vec<Dictionary> = tree.into_iter().collect();
    for _ in 0..NODES_MAX {
        let Some(node) = nodes.pop() else { break };
        // Names and values take turns.
        values.extend(file.array(&node, "Names").into_iter().skip(1).step_by(2));
        let kids = file.array(&node, "Kids");
        nodes.extend(
            kids.iter()
                .take(NODES_MAX)
                .filter_map(|kid| as_dictionary(file, kid)),
        );
    }
    let all = values.iter().filter_map(|it| as_dictionary(file, it));
    Some(all.take(limits::EMBEDDED_MAX + 1).collect())
}

fn as_dictionary(file: &File<'_>, value: &Value) -> Option<Dictionary> {
    match file.resolved(value)? {
        Value::Dictionary(dictionary) => Some(dictionary),
        _ => None,
    }
}

/// The number of the stream with the file's bytes.
fn stream_of(file: &File<'_>, specification: &Dictionary) -> Option<u32> {
    let files = file.dictionary(specification, "EF")?;
    match files.get("UF").or_else(|| files.get("F"))? {
        Value::Reference(number) => Some(*number),
        _ => None,
    }
}

fn take(file: &File<'_>, specification: &Dictionary, stream: u32, found: &mut Found) {
    let name = name(file, specification);
    let Some(object) = file.object(stream) else {
        return;
    };
    let (Value::Dictionary(dictionary), Some(raw)) = (&object.value, object.stream) else {
        return;
    };
    match file.allowance.borrow_mut().unpack(dictionary, raw) {
        Ok(bytes) => found.files.push(Embedded {
            passed: None,
            name,
            media_type: media_type(dictionary),
            bytes: bytes.into_owned(),
        }),
        Err(fault) => {
            let why = match fault {
                Fault::Packed => "is damaged, or packed in a way that is not read",
                Fault::TooLarge => "is larger than all files inside a PDF may be together",
            };
            let message = format!(
                "the file inside the PDF {why} and cannot be offered on its own; the PDF still \
                 has it"
            );
            found
                .findings
                .push(code::PDF_ATTACHMENT.at(name.as_str(), message));
        }
    }
}

fn name(file: &File<'_>, specification: &Dictionary) -> String {
    let written = ["UF", "F"]
        .into_iter()
        .filter_map(|key| file.resolved(specification.get(key)?))
        .find_map(|value| match value {
            Value::Text(text) if !text.is_empty() => Some(text),
            _ => None,
        });
    written.map_or_else(|| "attachment".to_owned(), |text| text_of(&text))
}

/// A text string: UTF-16 or UTF-8 by its mark, otherwise one byte a
/// character (7.9.2.2).
fn text_of(bytes: &[u8]) -> String {
    if let Some(utf16) = bytes.strip_prefix(b"\xfe\xff") {
        let (text, _) = encoding_rs::UTF_16BE.decode_without_bom_handling(utf16);
        return text.into_owned();
    }
    match bytes.strip_prefix(decode::UTF8_BOM) {
        Some(utf8) => String::from_utf8_lossy(utf8).into_owned(),
        None => decode::cell(bytes).into_owned(),
    }
}

/// The media type, which is written as a name: `text#2Fxml`.
fn media_type(stream: &Dictionary) -> String {
    match stream.get("Subtype") {
        Some(Value::Name(name)) if name.contains(&b'/') => decode::cell(name).into_owned(),
        _ => "application/octet-stream".to_owned(),
    }
}
