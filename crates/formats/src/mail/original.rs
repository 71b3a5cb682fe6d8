//! The mail that a report is about, as far as it came back.

use crate::mail::part::{Mail, bare_id, field, fields};

/// Header fields of the mail that a report is about.
#[derive(Debug, Default)]
pub(super) struct Original {
    fields: Vec<(String, String)>,
}

impl Original {
    /// The header of the mail inside the report; else its header fields as
    /// text; else what the report itself says it answers.
    pub(super) fn of(mail: &Mail<'_>) -> Self {
        let inner = mail.inner().next().map(|inner| {
            let raw = inner.headers_raw();
            raw.map(|(name, value)| {
                let words: Vec<&str> = value.split_whitespace().collect();
                (name.to_ascii_lowercase(), words.join(" "))
            })
            .collect::<Vec<_>>()
        });
        let headers = || mail.part("text", "rfc822-headers").map(|it| fields(&it));
        let whole = || mail.part("message", "rfc822").map(|it| fields(head(&it)));
        let mut original = Self {
            fields: inner.or_else(headers).or_else(whole).unwrap_or_default(),
        };
        if original.message_id().is_none() {
            original.fields.extend(in_text(&mail.text()));
        }
        if original.message_id().is_none() {
            let names = ["in-reply-to", "references"];
            let answered = names.iter().find_map(|name| mail.header(name));
            let answered = answered.map(|id| ("message-id".to_owned(), id.to_owned()));
            original.fields.extend(answered);
        }
        original
    }

    /// A header field.
    pub(super) fn header(&self, name: &str) -> Option<&str> {
        field(&self.fields, name)
    }

    /// Its message id, without its angle brackets.
    pub(super) fn message_id(&self) -> Option<String> {
        self.header("message-id").and_then(bare_id)
    }
}

/// Up to the first empty line.
fn head(text: &str) -> &str {
    text.split("\n\n").next().unwrap_or_default()
}

/// The header fields of a mail that was put into the text of the report: those
/// from the first line on that names a message id or a header of ours.
fn in_text(text: &str) -> Vec<(String, String)> {
    let wanted = |name: &str| name == "message-id" || name.starts_with("x-utsyn-") || name == "to";
    let unquoted: Vec<&str> = text
        .lines()
        .map(|line| line.trim_start_matches(['>', '|', ' ', '\t']))
        .collect();
    let found = fields(&unquoted.join("\n"));
    found.into_iter().filter(|(name, _)| wanted(name)).collect()
}
