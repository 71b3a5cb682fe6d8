//! Invoices as files, for measuring how fast they are taken in.

use super::{plan, ubl};
use domain::DocumentKind;
use domain::intake::Embedded;
use jiff::Timestamp;

/// The seed of the plan that they come from.
const SEED: u64 = 2;
/// Bytes of the attachment in each: with it, an invoice has about 12 kB.
const ATTACHMENT_BYTES: usize = 4_500;

/// So many different UBL invoices with an attachment each. Every third
/// document of a plan is something else, so twice as many are planned.
pub fn invoices(now: Timestamp, count: usize) -> Vec<Vec<u8>> {
    plan(SEED, count.saturating_mul(2), now)
        .documents()
        .map(|told| told.document)
        .filter(|document| document.kind == Some(DocumentKind::Invoice))
        .take(count)
        .enumerate()
        .map(|(n, document)| {
            let attachment = Embedded {
                passed: None,
                name: format!("note-{n}.txt"),
                media_type: "text/plain".to_owned(),
                bytes: document
                    .number
                    .bytes()
                    .cycle()
                    .take(ATTACHMENT_BYTES)
                    .collect(),
            };
            ubl::write(&document, &[attachment]).into_bytes()
        })
        .collect()
}
