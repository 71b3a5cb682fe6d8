//! The words in the demo's letters. Norwegian, because they are what the
//! demo's customers read, not part of the portal's own text.

use crate::demo::dice::Dice;
use domain::DocumentKind;
use domain::intake::NewDocument;
use jiff::civil::Date;
use render::{Formats, Language};

const LETTERS: &[&[&str]] = &[
    &[
        "Nye priser fra neste måned",
        "Fra den første i neste måned endrer vi prisene våre. Du finner den nye prislisten på Min side, og endringen vises på den første fakturaen etter at den har trådt i kraft.",
        "Du trenger ikke å gjøre noe. Ønsker du å endre eller si opp avtalen, kan du gjøre det på Min side eller ved å svare på dette brevet.",
    ],
    &[
        "Planlagt arbeid der du bor",
        "Vi skal arbeide i området ditt i løpet av de neste ukene. Det kan gi kortere avbrudd på dagtid mellom klokken 09.00 og 15.00.",
        "Vi sender melding på SMS dagen før hvis adressen din blir berørt.",
    ],
    &[
        "Velkommen som kunde",
        "Takk for at du har valgt oss. Avtalen din er registrert, og den første fakturaen kommer i slutten av måneden.",
        "På Min side kan du følge forbruket ditt, endre kontaktopplysninger og velge hvordan du vil ha fakturaen.",
    ],
    &[
        "Bekreftelse på flytting",
        "Vi har registrert at du flytter. Avtalen følger med til den nye adressen, og sluttavregningen for den gamle adressen kommer i løpet av fire uker.",
        "Stemmer ikke opplysningene, ber vi deg ta kontakt så snart som mulig.",
    ],
    &[
        "Opplysninger vi mangler",
        "Vi mangler opplysninger for å kunne avregne riktig. Logg inn på Min side og kontroller at målernummer og kontaktopplysninger stemmer.",
    ],
];

const BUYER_REFERENCES: &[&str] = &[
    "Drift",
    "Avd. 110",
    "Regnskap",
    "K. Hassel",
    "Prosjekt nord",
    "7042",
    "Bygg B",
    "Innkjøp",
];

/// A letter: heading, then paragraphs.
pub(super) fn letter(dice: &mut Dice, trade: &str) -> Vec<String> {
    let chosen = *dice.pick(LETTERS);
    let mut paragraphs: Vec<String> = chosen.iter().map(|text| (*text).to_owned()).collect();
    paragraphs.push(format!("Brevet gjelder avtalen din om {trade}."));
    paragraphs
}

/// What stands in the SMS that asks for a payment.
pub(super) fn message(document: &NewDocument, company: &str, domain: &str) -> String {
    let formats = Formats::of(Language::Bokmaal);
    let amount = document.amount.map(|amount| {
        let currency = amount.currency;
        formats.amount(amount.minor, currency.as_str(), currency.exponent())
    });
    let what = match document.kind {
        Some(DocumentKind::Reminder) => "en påminnelse om betaling",
        _ => "en ny faktura",
    };
    let due = document.due_on.map(|due| formats.date(due));
    format!(
        "Hei! Du har {what} fra {company} på {}. Betal innen {} til konto {} med KID {}. Se den på {domain}/f/{}",
        amount.unwrap_or_default(),
        due.unwrap_or_default(),
        document.account.as_deref().unwrap_or_default(),
        document.kid.as_deref().unwrap_or_default(),
        document.number,
    )
}

/// A payslip of the month before a date.
pub(super) fn payslip(on: Date) -> Vec<String> {
    let month = Formats::of(Language::Bokmaal).month_long(on);
    vec![
        format!("Lønnsslipp for {month}"),
        "Lønnen er utbetalt til kontoen som er registrert på deg. Beløpene vises bare for deg."
            .to_owned(),
    ]
}

/// The reference that a business wants on its invoices.
pub(super) fn buyer_reference(dice: &mut Dice) -> &'static str {
    dice.pick::<&str>(BUYER_REFERENCES)
}

/// The first and last day of the month before a date, as on an invoice.
pub(super) fn month_before(on: Date) -> String {
    let last = on.first_of_month().yesterday().unwrap_or(on);
    let (month, year) = (last.month(), last.year());
    format!("01.{month:02}.{year} – {:02}.{month:02}.{year}", last.day())
}
