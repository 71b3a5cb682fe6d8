//! The bytes of the newest documents: EHF where they travel over Peppol, PDF
//! where they travel otherwise.

use super::DemoFile;
use super::companies::PROFILES;
use super::stream::Told;
use super::{pdf, ubl};
use domain::DocumentKind;
use domain::intake::Embedded;

/// Every so-manyth EHF comes without a picture of itself.
const WITHOUT_PDF: usize = 3;

/// A document's bytes and the files inside them.
pub(super) type Original = (DemoFile, Vec<Embedded>);

/// Writes a document as its recipient gets it.
pub(super) fn write(told: &Told) -> Original {
    let page = pdf::write(&told.document, &PROFILES[told.parties.company]);
    let name = format!("{}-{}", word(told.document.kind), told.document.number);
    if !told.is_ehf() {
        let file = DemoFile {
            name: format!("{name}.pdf"),
            media_type: "application/pdf".to_owned(),
            bytes: page,
        };
        return (file, Vec::new());
    }
    let picture = Embedded {
        passed: None,
        name: format!("{name}.pdf"),
        media_type: "application/pdf".to_owned(),
        bytes: page,
    };
    let with_pdf = !told.serial.is_multiple_of(WITHOUT_PDF);
    let embedded: Vec<Embedded> = with_pdf.then_some(picture).into_iter().collect();
    let file = DemoFile {
        name: format!("{name}.xml"),
        media_type: "application/xml".to_owned(),
        bytes: ubl::write(&told.document, &embedded).into_bytes(),
    };
    (file, embedded)
}

fn word(kind: Option<DocumentKind>) -> &'static str {
    match kind {
        Some(DocumentKind::CreditNote) => "kreditnota",
        Some(DocumentKind::Reminder) => "purring",
        Some(DocumentKind::DebtCollection) => "inkassovarsel",
        Some(DocumentKind::Letter) => "brev",
        Some(DocumentKind::Payslip) => "lonnsslipp",
        _ => "faktura",
    }
}
