//! Values laid out on pages by typst, with templates of ours.
//!
//! A [`Sheet`] names a template and holds what stands on it. The values reach
//! the template as data, never as markup, so no text in an invoice can become
//! a command. Fonts are compiled in; a letter that none of them has is shown
//! as an empty box, never dropped.

mod fonts;
mod out;
mod world;

use crate::worker::{Made, Refusal, Want};
use serde::{Deserialize, Serialize};
use typst::comemo;
use typst::diag::SourceDiagnostic;
use typst_layout::PagedDocument;
use world::Desk;

/// How a sheet is laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Template {
    /// Invoices, credit notes, reminders, statements.
    Invoice,
    /// Letters and payslips.
    Letter,
    /// What a bank or an app lists of a claim.
    Card,
    /// A text message.
    Message,
    /// Any XML.
    Outline,
    /// Why there is no picture.
    Placeholder,
    /// A report.
    Report,
    /// One chart of a report by itself.
    ReportChart,
}

/// What stands on pages and how it is laid out. Made by the subjects that
/// know what they show, such as [`crate::invoice::Paper`].
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Sheet {
    pub(crate) template: Template,
    pub(crate) data: serde_json::Value,
    /// When the document was made, in seconds since 1970, for the PDF.
    pub(crate) made_at_s: i64,
}

/// A file that a PDF carries along: its source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attached {
    /// Its name.
    pub name: String,
    /// Its media type.
    pub media_type: String,
    /// What it is, in the language of the sheet.
    pub description: String,
}

impl Sheet {
    pub(crate) fn new(template: Template, data: &impl Serialize) -> Self {
        let data = serde_json::to_value(data).expect("sheets are made of text and lists");
        Self {
            template,
            data: visible(data),
            made_at_s: 0,
        }
    }

    /// Says when the document was made, for the PDF's own data.
    #[must_use]
    pub fn made_at(mut self, instant: jiff::Timestamp) -> Self {
        self.made_at_s = instant.as_second();
        self
    }

    /// Has the PDF carry a file along. Its bytes are the payload of the job.
    #[must_use]
    pub fn carrying(mut self, file: &Attached) -> Self {
        let file = serde_json::json!({
            "name": file.name,
            "media-type": file.media_type,
            "description": file.description,
        });
        self.data["attached"] = visible(file);
        self
    }
}

/// The same values with a box for every letter that no font has.
fn visible(value: serde_json::Value) -> serde_json::Value {
    use serde_json::Value;
    match value {
        Value::String(text) => Value::String(fonts::visible(text)),
        Value::Array(all) => Value::Array(all.into_iter().map(visible).collect()),
        Value::Object(fields) => Value::Object(
            fields
                .into_iter()
                .map(|(name, value)| (name, visible(value)))
                .collect(),
        ),
        other => other,
    }
}

/// Lays out a sheet and gives what was asked for. Runs in the worker.
///
/// # Errors
/// When there is no such page, or the sheet cannot be laid out.
pub(crate) fn set(sheet: &Sheet, payload: Vec<u8>, want: Want) -> Result<Made, Refusal> {
    // Typst keeps what it computed for the next document, which here is always
    // another one: without this the process grows with every document. Also
    // after a failure, hence a guard; and after the export, which computes too.
    let _forget = Forget;
    let desk = Desk::new(sheet, payload);
    let laid = typst::compile::<PagedDocument>(&desk).output;
    let document = laid.map_err(|errors| Refusal::broken(told(&errors)))?;
    out::export(&document, sheet, want)
}

/// Loads what the first document would otherwise wait for.
pub(crate) fn warm_up() {
    let words = serde_json::json!({"lang": "nb", "title": " ", "author": " ", "why": "Åpnet 1,2"});
    let sheet = Sheet::new(Template::Placeholder, &words);
    let want = Want::Png {
        page: 0,
        width_px: 64,
    };
    // Nothing hangs on it: a real document tells what is wrong.
    let _ = set(&sheet, Vec::new(), want);
}

struct Forget;

impl Drop for Forget {
    fn drop(&mut self) {
        comemo::evict(0);
    }
}

fn told(errors: &[SourceDiagnostic]) -> String {
    let messages: Vec<&str> = errors.iter().map(|error| error.message.as_str()).collect();
    messages.join("; ")
}

#[cfg(test)]
mod tests;
