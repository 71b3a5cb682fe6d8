//! A letter as a message (RFC 5322) with its parts (RFC 2045).

use app::mail::{Mail, NotSent, Part};
use lettre::Message;
use lettre::message::header::{ContentType, HeaderName, HeaderValue};
use lettre::message::{Attachment, Mailbox, MessageBuilder, MultiPart, SinglePart};
use std::time::{Duration, SystemTime};

/// The message of a letter; the same letter makes the same Message-ID and date.
pub(super) fn compose(mail: &Mail, from: &Mailbox) -> Result<Message, NotSent> {
    let letter = &mail.letter;
    let to = letter.to.parse().map_err(refused)?;
    let domain = from.email.domain();
    let written_s = u64::try_from(mail.written_at.as_second()).unwrap_or_default();
    let builder = Message::builder()
        .from(from.clone())
        .to(Mailbox::new(None, to))
        .subject(letter.subject.clone())
        .message_id(Some(format!("<{}@{domain}>", mail.message_word)))
        .date(SystemTime::UNIX_EPOCH + Duration::from_secs(written_s));
    let builder = header(builder, "Auto-Submitted", "auto-generated");
    let builder = header(builder, "Content-Language", &letter.language);
    let builder = match &mail.unsubscribe {
        Some(link) => {
            let builder = header(builder, "List-Unsubscribe", &format!("<{link}>"));
            header(
                builder,
                "List-Unsubscribe-Post",
                "List-Unsubscribe=One-Click",
            )
        }
        None => builder,
    };
    let composed = match (&letter.html, letter.attachments.is_empty()) {
        (None, true) => builder.singlepart(SinglePart::plain(letter.text.clone())),
        (None, false) => {
            let plain = SinglePart::plain(letter.text.clone());
            let mixed = MultiPart::mixed().singlepart(plain);
            builder.multipart(with_files(mixed, &letter.attachments)?)
        }
        (Some(html), true) => builder.multipart(alternatives(mail, html)?),
        (Some(html), false) => {
            let mixed = MultiPart::mixed().multipart(alternatives(mail, html)?);
            builder.multipart(with_files(mixed, &letter.attachments)?)
        }
    };
    composed.map_err(refused)
}

fn header(builder: MessageBuilder, name: &'static str, value: &str) -> MessageBuilder {
    let name = HeaderName::new_from_ascii_str(name);
    builder.raw_header(HeaderValue::new(name, value.to_owned()))
}

/// The plain text, and the HTML with its pictures.
fn alternatives(mail: &Mail, html: &str) -> Result<MultiPart, NotSent> {
    let alternatives =
        MultiPart::alternative().singlepart(SinglePart::plain(mail.letter.text.clone()));
    let html = SinglePart::html(html.to_owned());
    if mail.letter.inline.is_empty() {
        return Ok(alternatives.singlepart(html));
    }
    let mut related = MultiPart::related().singlepart(html);
    for picture in &mail.letter.inline {
        let inline = Attachment::new_inline(picture.name.clone());
        related = related.singlepart(inline.body(picture.bytes.clone(), kind(picture)?));
    }
    Ok(alternatives.multipart(related))
}

fn with_files(mut mixed: MultiPart, files: &[Part]) -> Result<MultiPart, NotSent> {
    for file in files {
        let attachment = Attachment::new(file.name.clone());
        mixed = mixed.singlepart(attachment.body(file.bytes.clone(), kind(file)?));
    }
    Ok(mixed)
}

fn kind(part: &Part) -> Result<ContentType, NotSent> {
    ContentType::parse(&part.media_type).map_err(refused)
}

/// What cannot be written as a message never can.
fn refused(error: impl std::fmt::Display) -> NotSent {
    NotSent::Refused(error.to_string())
}
