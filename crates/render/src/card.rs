//! What a bank or an app lists of a claim, and a message as a telephone shows
//! it: the small forms in which a document reaches its reader.

use crate::formats::Formats;
use crate::invoice::{amount_text, mark::Marks};
use crate::language::Language;
use crate::sheet::{Fact, Facts, Opening, Sheet, Template, Value};
use domain::Money;
use jiff::civil::Date;
use serde::Serialize;

/// What a bank or an app lists of a claim.
#[derive(Debug, Clone, Copy)]
pub struct Card<'a> {
    /// What the channel is called: `eFaktura`, `Vipps`.
    pub channel: &'a str,
    /// Who asks.
    pub issuer: &'a str,
    /// What the document is called, with its number.
    pub title: &'a str,
    /// How much.
    pub amount: Option<Money>,
    /// Until when.
    pub due_on: Option<Date>,
    /// The payment reference.
    pub kid: Option<&'a str>,
    /// The account to pay to.
    pub account: Option<&'a str>,
    /// Whether a document lies beside it.
    pub has_attachment: bool,
    /// Fields that errors name.
    pub marks: &'a Marks,
}

#[derive(Serialize)]
struct Printed {
    #[serde(flatten)]
    opening: Opening,
    channel: String,
    issuer: String,
    kind: String,
    amount: Value,
    due: Option<Fact>,
    facts: Vec<Fact>,
    attachment: Option<&'static str>,
    #[serde(flatten)]
    marks: crate::invoice::mark::Printed,
}

impl Card<'_> {
    /// The sheet of this card.
    #[must_use]
    pub fn sheet(&self, language: Language) -> Sheet {
        let formats = Formats::of(language);
        let mut due = Facts::default();
        due.known(
            language.pick("Forfaller", "Due"),
            "BT-9",
            self.due_on.map(|day| formats.date_long(day)),
        );
        let mut facts = Facts::default();
        facts.known("KID", "BT-83", self.kid);
        facts.known(
            language.pick("Til konto", "To account"),
            "BT-84",
            self.account.map(crate::grouping::account),
        );
        let amount = match self.amount {
            Some(amount) => amount_text(formats, amount),
            None => language.pick("Uten beløp", "No amount").to_owned(),
        };
        let title = format!("{}: {}", self.channel, self.title);
        let printed = Printed {
            opening: Opening::of(language, title, self.issuer, String::new()),
            channel: self.channel.to_owned(),
            issuer: self.issuer.to_owned(),
            kind: self.title.to_owned(),
            amount: Value::of("BT-115", amount),
            due: due.0.pop(),
            facts: facts.0,
            attachment: self.has_attachment.then(|| {
                language.pick(
                    "Dokumentet ligger ved som PDF",
                    "The document is attached as a PDF",
                )
            }),
            marks: self.marks.printed(),
        };
        Sheet::new(Template::Card, &printed)
    }
}

/// A text message.
#[derive(Debug, Clone, Copy)]
pub struct Message<'a> {
    /// What the channel is called: `SMS`.
    pub channel: &'a str,
    /// Who it is from.
    pub sender: &'a str,
    /// Its text.
    pub text: &'a str,
    /// When it was sent, as the reader's clock showed it.
    pub sent: Option<&'a str>,
}

#[derive(Serialize)]
struct Bubble {
    #[serde(flatten)]
    opening: Opening,
    channel: String,
    sender: String,
    text: Value,
    at: Option<String>,
}

impl Message<'_> {
    /// The sheet of this message.
    #[must_use]
    pub fn sheet(&self, language: Language) -> Sheet {
        let title = format!("{}: {}", self.channel, self.sender);
        let bubble = Bubble {
            opening: Opening::of(language, title, self.sender, String::new()),
            channel: self.channel.to_owned(),
            sender: self.sender.to_owned(),
            text: Value::plain(self.text),
            at: self.sent.map(str::to_owned),
        };
        Sheet::new(Template::Message, &bubble)
    }
}

/// Why there is no picture, in words.
#[must_use]
pub fn placeholder(language: Language, title: &str, why: &str) -> Sheet {
    #[derive(Serialize)]
    struct Placeholder<'a> {
        #[serde(flatten)]
        opening: Opening,
        why: &'a str,
    }
    let placeholder = Placeholder {
        opening: Opening::of(language, title.to_owned(), "Utsyn", String::new()),
        why,
    };
    Sheet::new(Template::Placeholder, &placeholder)
}
