//! Which pictures a document has.

use crate::documents::Shown;
use crate::pictures::Size;
use domain::document::{Attachment, Document};
use domain::{Attempt, AttemptKey, Channel, DocumentKind};

/// The form in which a document is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Form {
    /// The file that was sent: a PDF or an image.
    Sent,
    /// A file that came with it, by its place: a PDF or an image.
    Attached(usize),
    /// Its data laid out.
    Laid,
    /// What a bank or an app lists.
    Card(Channel),
    /// A message.
    Message,
    /// The file that was sent, element by element.
    Outline,
}

/// One picture of a document: how it looked on one channel.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct View {
    /// The attempt that it shows.
    pub attempt: AttemptKey,
    /// The form.
    pub form: Form,
    /// Whether it stands in for something that we were not given: laid out
    /// from the data instead of the PDF that was sent.
    pub is_substitute: bool,
}

impl Form {
    /// The word in addresses: `laid`, `card-vipps`, `file-2`.
    #[must_use]
    pub fn code(self) -> String {
        match self {
            Self::Sent => "sent".to_owned(),
            Self::Attached(position) => format!("file-{position}"),
            Self::Laid => "laid".to_owned(),
            Self::Card(channel) => format!("card-{}", channel.code()),
            Self::Message => "message".to_owned(),
            Self::Outline => "outline".to_owned(),
        }
    }

    /// The form of this word.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        if let Some(position) = code.strip_prefix("file-") {
            return position.parse().ok().map(Self::Attached);
        }
        if let Some(channel) = code.strip_prefix("card-") {
            return channel.parse().ok().map(Self::Card);
        }
        let plain = [Self::Sent, Self::Laid, Self::Message, Self::Outline];
        plain.into_iter().find(|form| form.code() == code)
    }

    /// Whether it is made of data by us, and so can be had as a PDF.
    #[must_use]
    pub const fn is_laid_out(self) -> bool {
        !matches!(self, Self::Sent | Self::Attached(_))
    }

    /// Whether it is as narrow as a telephone.
    #[must_use]
    pub const fn is_narrow(self) -> bool {
        matches!(self, Self::Card(_) | Self::Message)
    }

    /// How many pixels wide: two for each of the page's own, so that it is
    /// sharp on today's screens.
    #[must_use]
    pub const fn width_px(self, size: Size) -> u32 {
        match (size, self.is_narrow()) {
            (Size::Thumbnail, _) => 240,
            (Size::Page, false) => 1240,
            (Size::Page, true) => 660,
            (Size::Large, false) => 2480,
            (Size::Large, true) => 1320,
        }
    }
}

/// Every picture of a document, those of the last attempt first.
#[must_use]
pub fn views(shown: &Shown) -> Vec<View> {
    views_of(&shown.document, &shown.attempts)
}

pub(super) fn views_of(document: &Document, attempts: &[Attempt]) -> Vec<View> {
    let mut keys: Vec<AttemptKey> = attempts.iter().map(|it| it.key.clone()).rev().collect();
    if keys.is_empty() {
        keys.push(AttemptKey::on(document.head.channel));
    }
    keys.iter().flat_map(|key| on(document, key)).collect()
}

/// How the document looks on one channel.
fn on(document: &Document, key: &AttemptKey) -> Vec<View> {
    let channel = key.channel;
    let papers = papers(document);
    let mut forms = match channel {
        Channel::Efaktura | Channel::Vipps | Channel::Avtalegiro => vec![Form::Card(channel)],
        Channel::Sms if document.details.message.is_some() => vec![Form::Message],
        // What was sent as data is always laid out, whatever lies in it as a
        // picture.
        channel if is_structured(document, channel) => vec![Form::Laid],
        _ => Vec::new(),
    };
    let is_shown = !forms.is_empty();
    forms.extend(&papers);
    let is_substitute = forms.is_empty();
    if is_substitute && has_data(document) {
        forms.push(Form::Laid);
    } else if is_substitute && is_xml(document) {
        forms.push(Form::Outline);
    } else if !is_shown && papers.is_empty() {
        forms.push(Form::Laid);
    }
    let is_own = is_structured(document, channel);
    forms
        .into_iter()
        .map(|form| View {
            attempt: key.clone(),
            form,
            is_substitute: form == Form::Laid && !is_own,
        })
        .collect()
}

/// The files that can be shown as they are: the one that was sent, or else
/// those that came with it.
fn papers(document: &Document) -> Vec<Form> {
    let sent = document
        .original
        .as_ref()
        .filter(|original| is_shown(&original.media_type, &original.name));
    if sent.is_some() {
        return vec![Form::Sent];
    }
    let attached = document.attachments.iter().enumerate();
    attached
        .filter(|(_, file)| file.size > 0 && is_paper(file))
        .map(|(position, _)| Form::Attached(position))
        .collect()
}

fn is_paper(file: &Attachment) -> bool {
    is_shown(&file.media_type, &file.name)
}

/// Whether a file says that it is of a kind that is shown. What it really is,
/// its bytes tell when it is drawn.
fn is_shown(media_type: &str, name: &str) -> bool {
    const TYPES: [&str; 5] = [
        "application/pdf",
        "image/png",
        "image/jpeg",
        "image/gif",
        "image/webp",
    ];
    const ENDINGS: [&str; 6] = [".pdf", ".png", ".jpg", ".jpeg", ".gif", ".webp"];
    let media_type = media_type.split(';').next().unwrap_or_default().trim();
    let name = name.to_ascii_lowercase();
    TYPES
        .iter()
        .any(|known| known.eq_ignore_ascii_case(media_type))
        || ENDINGS.iter().any(|ending| name.ends_with(ending))
}

/// Whether there is anything to lay out.
fn has_data(document: &Document) -> bool {
    let details = &document.details;
    let is_text = matches!(
        document.head.kind,
        DocumentKind::Letter | DocumentKind::Payslip
    );
    let has_text = !details.notes.is_empty();
    document.head.amount.is_some() || !details.lines.is_empty() || (is_text && has_text)
}

/// Whether the document travels on this channel as data, not as a picture.
fn is_structured(document: &Document, channel: Channel) -> bool {
    let as_data = match channel {
        Channel::Ehf => true,
        Channel::Other => is_xml(document),
        _ => false,
    };
    as_data && has_data(document)
}

fn is_xml(document: &Document) -> bool {
    let original = document.original.as_ref();
    original.is_some_and(|original| original.media_type.ends_with("xml"))
}

#[cfg(test)]
mod tests;
