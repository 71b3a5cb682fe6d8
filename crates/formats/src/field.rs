//! The fields of a document that lists and filters are about are kept short,
//! whatever the file says.

use crate::{code, limits};
use domain::Finding;
use domain::intake::NewDocument;

/// Cuts fields that are longer than [`limits::FIELD_CHARS_MAX`] and says so.
pub(crate) fn shorten(document: &mut NewDocument, findings: &mut Vec<Finding>) {
    let customer = &mut document.customer;
    let fields = [
        ("number", Some(&mut document.number)),
        ("company", document.company_number.as_mut()),
        ("account", document.account.as_mut()),
        ("batch", document.batch.as_mut()),
        ("customer name", Some(&mut customer.name)),
        ("customer number", customer.number.as_mut()),
        (
            "customer organisation number",
            customer.organisation_number.as_mut(),
        ),
        ("customer endpoint", customer.endpoint.as_mut()),
    ];
    for (what, value) in fields {
        if let Some(value) = value {
            cut(what, value, findings);
        }
    }
}

fn cut(what: &str, value: &mut String, findings: &mut Vec<Finding>) {
    // The length in bytes bounds the length in characters.
    if value.len() <= limits::FIELD_CHARS_MAX {
        return;
    }
    if let Some((end, _)) = value.char_indices().nth(limits::FIELD_CHARS_MAX) {
        value.truncate(end);
        let message = format!(
            "the {what} is longer than {} characters and was cut; the original has all of it",
            limits::FIELD_CHARS_MAX
        );
        findings.push(code::FIELD_TOO_LONG.at(what, message));
    }
}
