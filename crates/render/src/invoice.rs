//! A document's data laid out as its reader would print it: invoices, credit
//! notes, reminders, statements, and letters.
//!
//! [`Paper`] takes values of `domain` and gives a [`Sheet`] with every party,
//! reference, line, allowance, charge, tax, sum and way to pay that the
//! document has. Text stands as written; numbers, amounts and days are written
//! as the language does. What is not there is left out, never invented.

mod codes;
mod letter;
mod lines;
pub mod mark;
mod parties;
mod payment;
mod references;
mod totals;

use crate::formats::Formats;
use crate::grouping;
use crate::language::Language;
use crate::sheet::{Fact, Facts, Opening, Sheet, Template, Value};
use domain::document::{Details, Head};
use domain::{DocumentKind, Money};
use mark::Marks;
use parties::Party;
use serde::Serialize;

/// A document to lay out.
#[derive(Debug, Clone, Copy)]
pub struct Paper<'a> {
    /// The fields that lists are about.
    pub head: &'a Head,
    /// Everything else it says.
    pub details: &'a Details,
    /// What the sender is called where the document does not say.
    pub seller_name: &'a str,
    /// What the reader is called where the document does not say.
    pub buyer_name: &'a str,
    /// Fields that errors name.
    pub marks: &'a Marks,
}

#[derive(Serialize)]
struct Invoice {
    #[serde(flatten)]
    opening: Opening,
    kind: &'static str,
    number: Value,
    seller: Party,
    buyer: Party,
    dates: Vec<Fact>,
    ask: Vec<Fact>,
    intro: Vec<Value>,
    #[serde(flatten)]
    lines: lines::Lines,
    totals: Vec<totals::Sum>,
    taxes: totals::Taxes,
    payment: Vec<Vec<Fact>>,
    parties: Vec<Party>,
    references: Vec<Fact>,
    notes: Vec<Value>,
    #[serde(flatten)]
    marks: mark::Printed,
}

impl Paper<'_> {
    /// The sheet of this document.
    #[must_use]
    pub fn sheet(&self, language: Language) -> Sheet {
        let formats = Formats::of(language);
        let has_content = !self.details.lines.is_empty() || self.head.amount.is_some();
        match self.head.kind {
            DocumentKind::Letter | DocumentKind::Payslip if !has_content => self.letter(formats),
            _ => self.invoice(formats),
        }
    }

    /// What the document is called, with its number: `Faktura 10234`.
    #[must_use]
    pub fn title(&self, language: Language) -> String {
        let kind = codes::kind(language, self.head.kind, self.details.type_code.as_deref());
        format!("{kind} {}", self.head.number).trim().to_owned()
    }

    fn invoice(&self, formats: &Formats) -> Sheet {
        let language = formats.language();
        let seller = parties::seller(self, language);
        let notes: Vec<Value> = self.notes();
        // What a reminder has to say stands above its sums, not below.
        let is_told_first = matches!(
            self.head.kind,
            DocumentKind::Reminder | DocumentKind::DebtCollection
        );
        let (intro, notes) = match is_told_first {
            true => (notes, Vec::new()),
            false => (Vec::new(), notes),
        };
        let invoice = Invoice {
            opening: self.opening(language, &seller),
            kind: codes::kind(language, self.head.kind, self.details.type_code.as_deref()),
            number: Value::of("BT-1", self.head.number.as_str()),
            buyer: parties::buyer(self, language),
            dates: self.dates(formats),
            ask: self.ask(formats),
            intro,
            lines: lines::lines(self.details, self.currency(), formats),
            totals: totals::sums(self.details, formats),
            taxes: totals::taxes(self.details, formats),
            payment: payment::means(self.details, language),
            parties: parties::others(self.details, language),
            references: references::references(self.details, formats),
            notes,
            marks: self.marks.printed(),
            seller,
        };
        Sheet::new(Template::Invoice, &invoice)
    }

    fn opening(&self, language: Language, seller: &Party) -> Opening {
        let facts = seller.facts.iter().take(1);
        let named = facts.map(|fact| format!("{} {}", fact.label, fact.value.value));
        let footer: Vec<String> = [seller.name.value.clone()]
            .into_iter()
            .chain(named)
            .chain([self.title(language)])
            .filter(|part| !part.trim().is_empty())
            .collect();
        let footer = footer.join("  ·  ");
        Opening::of(language, self.title(language), &seller.name.value, footer)
    }

    fn notes(&self) -> Vec<Value> {
        let notes = self.details.notes.iter();
        notes.map(|note| Value::of("BT-22", note.trim())).collect()
    }

    fn dates(&self, formats: &Formats) -> Vec<Fact> {
        let language = formats.language();
        let mut facts = Facts::default();
        let day = |day| formats.date(day);
        let head = self.head;
        facts.known(
            language.pick("Dato", "Date"),
            "BT-2",
            head.issued_on.map(day),
        );
        facts.known(
            language.pick("Forfall", "Due"),
            "BT-9",
            head.due_on.map(day),
        );
        let delivered = self.details.delivery.as_ref().and_then(|it| it.on);
        facts.known(
            language.pick("Levert", "Delivered"),
            "BT-72",
            delivered.map(day),
        );
        let period = self.details.period.map(|span| self::span(span, formats));
        facts.known(language.pick("Periode", "Period"), "BT-73", period);
        facts.known(
            language.pick("Avgiftsdato", "Tax point"),
            "BT-7",
            self.details.tax_point_on.map(day),
        );
        let buyer = self.details.buyer.as_ref();
        facts.known(
            language.pick("Kundenr.", "Customer no."),
            "BT-46",
            buyer.and_then(|buyer| buyer.number.as_deref()),
        );
        for reference in references::at_the_top(self.details, formats) {
            facts.0.push(reference);
        }
        facts.0
    }

    /// What the reader is asked for: how much, when, where to and with what
    /// reference.
    fn ask(&self, formats: &Formats) -> Vec<Fact> {
        let language = formats.language();
        let mut facts = Facts::default();
        let (label, amount) = match self.head.kind {
            DocumentKind::CreditNote => (
                language.pick("Til gode", "In your favour"),
                self.head.amount,
            ),
            _ => (language.pick("Å betale", "Amount due"), self.head.amount),
        };
        facts.known(label, "BT-115", amount.map(|it| amount_text(formats, it)));
        if facts.0.is_empty() || self.head.kind == DocumentKind::CreditNote {
            return facts.0;
        }
        facts.known(
            language.pick("Forfall", "Due"),
            "BT-9",
            self.head.due_on.map(|day| formats.date(day)),
        );
        let (account, reference) = payment::first(self.details, self.head);
        let is_kid = reference.is_some() && reference == self.head.kid.as_deref();
        let account = account.map(grouping::account);
        facts.known(language.pick("Til konto", "To account"), "BT-84", account);
        let label = if is_kid {
            "KID"
        } else {
            language.pick("Betalingsreferanse", "Payment reference")
        };
        facts.known(label, "BT-83", reference);
        facts.0
    }

    /// The currency that amounts are in where they do not say.
    fn currency(&self) -> Option<domain::Currency> {
        let totals = &self.details.totals;
        let lines = self.details.lines.iter().find_map(|line| line.amount);
        let amount = self.head.amount.or(totals.with_tax).or(lines);
        amount.map(|amount| amount.currency)
    }
}

/// An amount with its currency.
pub(crate) fn amount_text(formats: &Formats, amount: Money) -> String {
    formats.amount(
        amount.minor,
        amount.currency.as_str(),
        amount.currency.exponent(),
    )
}

/// Days from and to, where either may be missing.
fn span(span: domain::document::Span, formats: &Formats) -> String {
    match (span.from, span.to) {
        (Some(from), Some(to)) => formats.date_range(from, to),
        (Some(from), None) => format!(
            "{} {}",
            formats.language().pick("fra", "from"),
            formats.date(from)
        ),
        (None, Some(to)) => format!(
            "{} {}",
            formats.language().pick("til", "to"),
            formats.date(to)
        ),
        (None, None) => String::new(),
    }
}
