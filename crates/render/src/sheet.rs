//! What stands on pages, and how it is laid out: values for a template.
//!
//! The values are data and never markup, so no text in an invoice can become a
//! command. The room `press` has the templates and lays sheets out.

mod parts;

pub(crate) use parts::{Fact, Facts, Opening, Value};

use serde::{Deserialize, Serialize};

/// How a sheet is laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Template {
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
    template: Template,
    data: serde_json::Value,
    made_at_s: i64,
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
    /// A sheet of this template with these values.
    #[must_use]
    pub fn new(template: Template, data: &impl Serialize) -> Self {
        let data = serde_json::to_value(data).expect("sheets are made of text and lists");
        Self {
            template,
            data,
            made_at_s: 0,
        }
    }

    /// How it is laid out.
    #[must_use]
    pub fn template(&self) -> Template {
        self.template
    }

    /// What stands on it: names and values, as the template knows them.
    #[must_use]
    pub fn data(&self) -> &serde_json::Value {
        &self.data
    }

    /// When the document was made, in seconds since 1970, for the PDF.
    #[must_use]
    pub fn made_at_s(&self) -> i64 {
        self.made_at_s
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
        self.data["attached"] = file;
        self
    }
}
