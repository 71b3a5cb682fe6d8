use super::encoded;
use crate::{Error, Result};
use serde::{Deserialize, Serialize};

/// The most bytes of a letter with all its parts: what common mail servers
/// take (25 MB), less what encoding adds.
pub const LETTER_BYTES_MAX: usize = 17 * 1024 * 1024;
/// The longest key, address and subject.
const KEY_BYTES_MAX: usize = 400;
const ADDRESS_BYTES_MAX: usize = 254;
const SUBJECT_CHARACTERS_MAX: usize = 200;

/// Something to tell one person by mail.
#[derive(Debug, Clone, Serialize, Deserialize, PartialEq, Eq)]
pub struct Letter {
    /// Of letters of an organisation with one key there is one, for ever.
    /// Begins with the noun it is about: `invitation/…`. One about a document
    /// begins with that and its id, `document/<id>/…`: what it says, and its
    /// subject, are then erased with the document.
    pub key: String,
    /// One address.
    pub to: String,
    /// `nb` or `en`, for programs that read aloud.
    pub language: String,
    /// What it is about, in one line.
    pub subject: String,
    /// What it says, for whoever reads no HTML.
    pub text: String,
    /// The same as HTML.
    pub html: Option<String>,
    /// Pictures that the HTML shows as `cid:` and their name.
    pub inline: Vec<Part>,
    /// Files that come with it.
    pub attachments: Vec<Part>,
}

/// A file in a letter.
#[derive(Debug, Clone, Serialize, Deserialize, PartialEq, Eq)]
pub struct Part {
    /// Its name.
    pub name: String,
    /// Its media type.
    pub media_type: String,
    /// What is in it.
    #[serde(with = "encoded")]
    pub bytes: Vec<u8>,
}

/// A letter as it is kept until it was sent.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Kept {
    pub(super) letter: Letter,
    /// The link that ends getting such letters.
    pub(super) unsubscribe: Option<String>,
}

impl Letter {
    /// How many bytes it has with all its parts.
    pub fn size(&self) -> usize {
        let parts = self.inline.iter().chain(&self.attachments);
        let html = self.html.as_ref().map_or(0, String::len);
        self.text.len() + html + parts.map(|part| part.bytes.len()).sum::<usize>()
    }

    pub(super) fn check(&self) -> Result<()> {
        if !is_address(&self.to) {
            let message = format!("'{}' is not an e-mail address", self.to);
            return Err(Error::invalid("letter.address", "to", message));
        }
        let is_one_line = !self.subject.contains(char::is_control);
        if !is_one_line || self.subject.chars().count() > SUBJECT_CHARACTERS_MAX {
            let message =
                format!("a subject is one line of at most {SUBJECT_CHARACTERS_MAX} characters");
            return Err(Error::invalid("letter.subject", "subject", message));
        }
        if self.key.is_empty() || self.key.len() > KEY_BYTES_MAX {
            return Err(Error::internal("a letter has a key, and not a long one"));
        }
        if self.size() > LETTER_BYTES_MAX {
            let message = format!(
                "a letter has at most {} MiB with its files; leave some out and link to them",
                LETTER_BYTES_MAX / (1024 * 1024)
            );
            return Err(Error::invalid("letter.size", "attachments", message));
        }
        Ok(())
    }
}

/// Whether this can be one address; the mail server has the last word.
pub(crate) fn is_address(text: &str) -> bool {
    let is_odd = |c: char| c.is_whitespace() || c.is_control() || matches!(c, ',' | '<' | '>');
    let parts = text.rsplit_once('@');
    let has_both = parts.is_some_and(|(local, domain)| !local.is_empty() && !domain.is_empty());
    has_both && text.len() <= ADDRESS_BYTES_MAX && !text.contains(is_odd)
}
