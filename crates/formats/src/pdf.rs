//! PDF files, read for what lies inside them: Factur-X and ZUGFeRD carry the
//! invoice as an XML file beside the pages.
//!
//! Source: ISO 32000-1 (7.3 objects, 7.5.7 object streams, 7.11.4 embedded
//! files), Factur-X 1.07. The PDF is the document and is kept byte for byte;
//! the XML is only read. Oddities: the XML goes by half a dozen names, so the
//! content decides; catalogues may lie in compressed object streams; and every
//! length in a PDF may lie, so nothing is unpacked without a limit.

mod attachments;
mod file;
mod inflate;
mod value;

use crate::{Format, Reading, code, xml};
use domain::Finding;
use domain::intake::{Embedded, Item, ItemBody, ItemKind};
use file::File;

/// What the invoice inside a PDF is called, by Factur-X, ZUGFeRD 2 and 1 and
/// XRechnung. A file by one of these names is looked at first.
const INVOICE_NAMES: &[&str] = &["factur-x.xml", "zugferd-invoice.xml", "xrechnung.xml"];

/// Reads a PDF: a document where it holds an invoice, otherwise a file that
/// needs a list to say what it is.
pub(crate) fn read<'a>(name: &str, bytes: &[u8]) -> Reading<'a> {
    let found = attachments::all(&File::new(bytes));
    let mut findings = found.findings;
    match invoice(&found.files, &mut findings) {
        Some((_, item)) => {
            let files = all_files(found.files, &item);
            Reading::new(Format::FacturX, [with_files(item, files, findings)])
        }
        None => {
            let message =
                format!("{name} is kept; it needs an index or a sidecar that says what it is");
            findings.insert(0, code::PDF_NO_DATA.at("", message));
            let item = crate::refused(String::new(), ItemKind::Document, findings);
            Reading::new(Format::Pdf, [item])
        }
    }
}

/// The embedded file at this position, as [`read`] would list it.
pub(crate) fn embedded(original: &[u8], position: usize) -> Option<Embedded> {
    let found = attachments::all(&File::new(original));
    let (_, item) = invoice(&found.files, &mut Vec::new())?;
    all_files(found.files, &item).into_iter().nth(position)
}

/// The first file that is an invoice, those of the usual names before others.
fn invoice(files: &[Embedded], findings: &mut Vec<Finding>) -> Option<(usize, Item)> {
    let is_usual = |file: &Embedded| {
        let name = file.name.to_ascii_lowercase();
        INVOICE_NAMES.contains(&name.as_str())
    };
    let mut order: Vec<usize> = (0..files.len()).collect();
    order.sort_by_key(|at| !is_usual(&files[*at]));
    for at in order {
        let file = &files[at];
        if !crate::sniff::is_xml(&file.bytes) {
            continue;
        }
        match xml::invoice(&file.bytes) {
            Ok(item) => return Some((at, item)),
            Err(why) if is_usual(file) => findings.push(why),
            Err(_) => {}
        }
    }
    None
}

/// The files beside the pages, then those inside the invoice itself.
fn all_files(mut files: Vec<Embedded>, item: &Item) -> Vec<Embedded> {
    if let ItemBody::Document(document) = &item.body {
        files.extend(document.embedded.iter().cloned());
    }
    files
}

fn with_files(mut item: Item, files: Vec<Embedded>, findings: Vec<Finding>) -> Item {
    if let ItemBody::Document(document) = &mut item.body {
        document.embedded = files;
    }
    item.findings.extend(findings);
    item.findings.truncate(crate::limits::FINDINGS_MAX);
    item
}

#[cfg(test)]
mod tests;
