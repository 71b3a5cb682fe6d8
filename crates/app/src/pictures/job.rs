//! What to draw for a view: values laid out, or bytes as they are.

use super::view::Form;
use super::{Known, marks};
use crate::documents;
use crate::pictures::cache::Key;
use crate::{App, Ctx, Result};
use domain::{Channel, ContentHash, Document, DocumentId, Fact, OrganisationId};
use render::card::{Card, Message};
use render::invoice::{Paper, mark::Marks};
use render::worker::{Job, Refusal, VERSION, Want};
use render::{Attached, Formats, Language, Sheet, outline};

/// What is to be drawn, before its bytes are read.
pub(super) struct Order {
    form: Form,
    sheet: Option<Sheet>,
    /// The bytes that it is drawn from, where there are some.
    bytes: Option<ContentHash>,
    want: Want,
    language: Language,
}

/// The order for a view; `None` where the document has no such view.
pub(super) fn order(
    ctx: &Ctx,
    known: &Known,
    form: Form,
    want: Want,
    language: Language,
) -> Option<Order> {
    let document = &known.document;
    let original = document.original.as_ref();
    let sheet = match form {
        Form::Sent | Form::Attached(_) => None,
        Form::Outline => None,
        Form::Laid => Some(laid(known, want, language)),
        Form::Card(channel) => Some(card(known, channel, language)),
        Form::Message => Some(message(ctx, known, language)?),
    };
    let bytes = match form {
        Form::Sent | Form::Outline => Some(original?.hash),
        Form::Attached(position) => Some(document.attachments.get(position)?.hash),
        Form::Laid if want == Want::Pdf => original.map(|original| original.hash),
        _ => None,
    };
    let received_at = document.head.received_at;
    Some(Order {
        form,
        sheet: sheet.map(|sheet| sheet.made_at(received_at)),
        bytes,
        want,
        language,
    })
}

impl Order {
    /// The name that the picture is kept under. It changes with everything
    /// that the picture depends on.
    pub(super) fn key(&self, organisation: OrganisationId, document: DocumentId) -> Key {
        let sheet = serde_json::to_string(&self.sheet).unwrap_or_default();
        let what = format!(
            "{VERSION} {} {:?} {:?} {} {sheet}",
            self.form.code(),
            self.want,
            self.bytes.map(|hash| hash.to_string()),
            self.language.tag(),
        );
        Key::new(organisation, document, ContentHash::of(what.as_bytes()))
    }

    /// The job with the bytes that it is drawn from.
    pub(super) async fn payload(
        self,
        app: &App,
        ctx: &Ctx,
        document: &Document,
    ) -> Result<std::result::Result<(Job, Vec<u8>), Refusal>> {
        let id = document.head.id;
        let file = match self.form {
            Form::Attached(position) => documents::attachment(app, ctx, id, position).await?,
            _ if self.bytes.is_some() => documents::original(app, ctx, id).await?,
            _ => None,
        };
        let bytes = file.map(|file| file.bytes).unwrap_or_default();
        Ok(match (self.sheet, self.form) {
            (Some(sheet), _) => Ok((Job::Sheet(Box::new(sheet)), bytes)),
            (None, Form::Outline) => outlined(document, &bytes, self.language),
            (None, _) => Ok(as_it_is(bytes)),
        })
    }
}

/// A PDF, or else an image, which whoever draws it looks into.
fn as_it_is(bytes: Vec<u8>) -> (Job, Vec<u8>) {
    let is_pdf = bytes.windows(5).take(1024).any(|window| window == b"%PDF-");
    (if is_pdf { Job::Pdf } else { Job::Image }, bytes)
}

fn laid(known: &Known, want: Want, language: Language) -> Sheet {
    let marks = match want {
        // Errors are marked on the picture, not on what is printed.
        Want::Png { .. } => marks::marks(&known.events, None),
        _ => Marks::default(),
    };
    let document = &known.document;
    let paper = Paper {
        head: &document.head,
        details: &document.details,
        seller_name: &known.row.company_name,
        buyer_name: &known.row.customer_name,
        marks: &marks,
    };
    let sheet = paper.sheet(language);
    match &document.original {
        Some(original) if want == Want::Pdf => sheet.carrying(&Attached {
            name: original.name.clone(),
            media_type: original.media_type.clone(),
            description: match language {
                Language::Bokmaal => "Filen som ble sendt".to_owned(),
                Language::English => "The file that was sent".to_owned(),
            },
        }),
        _ => sheet,
    }
}

fn card(known: &Known, channel: Channel, language: Language) -> Sheet {
    let head = &known.document.head;
    let marks = marks::marks(&known.events, Some(channel));
    let title = title(&known.document, language);
    let seller = known.document.details.seller.as_ref();
    let issuer = seller.map_or(known.row.company_name.as_str(), |seller| &seller.name);
    let card = Card {
        channel: match channel {
            Channel::Vipps => "Vipps",
            Channel::Avtalegiro => "AvtaleGiro",
            _ => "eFaktura",
        },
        issuer,
        title: &title,
        amount: head.amount,
        due_on: head.due_on,
        kid: head.kid.as_deref(),
        account: head.account.as_deref(),
        has_attachment: known.document.original.is_some(),
        marks: &marks,
    };
    card.sheet(language)
}

fn message(ctx: &Ctx, known: &Known, language: Language) -> Option<Sheet> {
    let sent_at = known.events.iter().find_map(|event| match &event.fact {
        Fact::Sent { attempt, .. } if attempt.channel == Channel::Sms => Some(event.occurred_at),
        _ => None,
    });
    let formats = Formats::of(language);
    let sent = sent_at.map(|at| formats.date_time(at, &ctx.time_zone));
    let message = Message {
        channel: "SMS",
        sender: &known.row.company_name,
        text: known.document.details.message.as_deref()?,
        sent: sent.as_deref(),
    };
    Some(message.sheet(language))
}

fn outlined(
    document: &Document,
    bytes: &[u8],
    language: Language,
) -> std::result::Result<(Job, Vec<u8>), Refusal> {
    let elements = formats::outline::outline(bytes, outline::ROWS_MAX + 1);
    let elements = elements.ok_or_else(|| Refusal::unsupported("it is no XML that is read"))?;
    let rows: Vec<outline::Row> = elements
        .into_iter()
        .map(|element| outline::Row {
            depth: element.depth,
            name: element.name,
            attributes: element
                .attributes
                .into_iter()
                .map(|(name, value)| outline::Pair { name, value })
                .collect(),
            value: element.text,
        })
        .collect();
    let name = document
        .original
        .as_ref()
        .map(|original| original.name.as_str());
    let title = title(document, language);
    let sheet = outline::sheet(language, &title, name.unwrap_or_default(), &rows);
    let sheet = sheet.made_at(document.head.received_at);
    Ok((Job::Sheet(Box::new(sheet)), Vec::new()))
}

fn title(document: &Document, language: Language) -> String {
    let marks = Marks::default();
    let paper = Paper {
        head: &document.head,
        details: &document.details,
        seller_name: "",
        buyer_name: "",
        marks: &marks,
    };
    paper.title(language)
}

/// `faktura-10234.pdf`.
pub(super) fn file_name(document: &Document, language: Language, ending: &str) -> String {
    let title = title(document, language).to_lowercase();
    let letters = title
        .chars()
        .map(|c| if c.is_alphanumeric() { c } else { '-' });
    format!("{}.{ending}", letters.collect::<String>().trim_matches('-'))
}
