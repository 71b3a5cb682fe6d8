//! Writes what the sender's own system would hand over: the fields and the
//! data of one document, with sums that add up to the øre.

use super::DemoCompany;
use super::companies::Profile;
use super::customers::Customer;
use super::days::{DayNo, Days, instant};
use super::dice::Dice;
use domain::document::{Details, PaymentMeans, Reference, ReferenceKind, Totals};
use domain::intake::{NewCustomer, NewDocument};
use domain::{Channel, Currency, DocumentKind, Money, SourceKey, kid};

mod lines;
mod parties;
mod texts;

use lines::Rate;

/// The system that the demo's documents come from.
pub(super) const SOURCE: &str = "erp";
/// What a reminder costs, in øre (the Norwegian fee is one twentieth of the
/// debt-collection rate, about 35 kroner).
const REMINDER_FEE: i64 = 35_00;
/// Yearly interest on late payment in tenths of a percent.
const LATE_INTEREST: i64 = 125;

/// Who sends what to whom, and when.
#[derive(Debug, Clone, Copy)]
pub(super) struct Frame<'a> {
    pub(super) days: &'a Days,
    pub(super) company: &'a DemoCompany,
    pub(super) profile: &'a Profile,
    pub(super) customer: &'a Customer,
    /// Place among all documents of the demo.
    pub(super) serial: usize,
    /// Place among the company's documents.
    pub(super) sequence: usize,
    /// When the sender hands it over.
    pub(super) received: i64,
}

/// An amount in kroner from øre.
pub(super) const fn nok(minor: i64) -> Money {
    Money::new(minor, Currency::NOK)
}

impl Frame<'_> {
    /// An ordinary invoice on the channel that the customer has that day.
    pub(super) fn invoice(&self, dice: &mut Dice) -> NewDocument {
        let channel = self.customer.channel_on(self.day());
        let mut document = self.bare(DocumentKind::Invoice, channel);
        let due_in = match (self.customer.is_business(), channel) {
            (true, _) => *dice.pick(&[20, 30, 30]),
            (false, Channel::Avtalegiro) => 18,
            _ => *dice.pick(&[14, 14, 16, 21]),
        };
        document.details.lines = self.sold(dice);
        document.details.references = self.buyer_references(dice);
        document
            .details
            .notes
            .push(format!("Faktura for {}.", self.profile.trade));
        self.sum_up(&mut document, Rate::Standard);
        self.ask_for_payment(&mut document, due_in);
        document
    }

    /// A credit note for all of an invoice, or for its last line.
    pub(super) fn credit_note(&self, of: &NewDocument, only_last_line: bool) -> NewDocument {
        let channel = match self.customer.channel_on(self.day()) {
            Channel::Avtalegiro | Channel::Vipps | Channel::Sms => Channel::Email,
            other => other,
        };
        let mut document = self.bare(DocumentKind::CreditNote, channel);
        let skipped = match only_last_line {
            true => of.details.lines.len().saturating_sub(1),
            false => 0,
        };
        document.details.lines = of.details.lines[skipped..].to_vec();
        let buyer = |reference: &&Reference| reference.kind == ReferenceKind::Buyer;
        let buyer = of.details.references.iter().find(buyer).cloned();
        document.details.references = buyer.into_iter().chain([billing(of)]).collect();
        let note = format!("Kreditnota til faktura {}.", of.number);
        document.details.notes.push(note);
        self.sum_up(&mut document, Rate::Standard);
        document
    }

    /// A reminder of an invoice, with a fee.
    pub(super) fn reminder(&self, of: &NewDocument) -> NewDocument {
        let channel = match self.customer.channel_on(self.day()) {
            Channel::Avtalegiro => Channel::Sms,
            Channel::Ehf => Channel::Email,
            other => other,
        };
        let mut document = self.bare(DocumentKind::Reminder, channel);
        document.details.lines = vec![lines::claim(of), lines::fee("Purregebyr", REMINDER_FEE, 2)];
        let note = "Vi kan ikke se at fakturaen er betalt. Har du betalt de siste dagene, kan du se bort fra purringen.";
        self.claim(&mut document, of, note);
        document
    }

    /// A notice of debt collection after a reminder of an invoice.
    pub(super) fn debt_collection(&self, of: &NewDocument) -> NewDocument {
        let channel = match self.customer.channel_on(self.day()) {
            Channel::Digipost | Channel::Efaktura => Channel::Digipost,
            _ => Channel::Print,
        };
        let mut document = self.bare(DocumentKind::DebtCollection, channel);
        let due = of.due_on.map_or(self.day(), |due| self.days.find(due));
        let late = self.day().saturating_sub(due) as i64;
        let owed = of.amount.map_or(0, |amount| amount.minor);
        let interest = owed * LATE_INTEREST * late / 1000 / 365;
        document.details.lines = vec![
            lines::claim(of),
            lines::fee("Purregebyr", REMINDER_FEE, 2),
            lines::fee("Forsinkelsesrente", interest.max(1), 3),
            lines::fee("Gebyr for inkassovarsel", REMINDER_FEE, 4),
        ];
        let note = "Betaler du ikke innen fristen, sendes kravet til inkasso.";
        self.claim(&mut document, of, note);
        document
    }

    /// A letter: prices, outages and the like.
    pub(super) fn letter(&self, dice: &mut Dice) -> NewDocument {
        let channel = match self.customer.channel_on(self.day()) {
            Channel::Efaktura => Channel::Digipost,
            Channel::Avtalegiro | Channel::Ehf => Channel::Email,
            Channel::Vipps => Channel::Sms,
            other => other,
        };
        let mut document = self.bare(DocumentKind::Letter, channel);
        document.details.notes = texts::letter(dice, self.profile.trade);
        document
    }

    /// A payslip to somebody who works in the company.
    pub(super) fn payslip(&self, dice: &mut Dice) -> NewDocument {
        let channel = dice.weighted(&[
            (80, Channel::Digipost),
            (15, Channel::Email),
            (5, Channel::Print),
        ]);
        let mut document = self.bare(DocumentKind::Payslip, channel);
        document.details.notes = texts::payslip(self.days.date(self.day()));
        document
    }

    /// The same document once more, as a sender does that forgot it was sent.
    pub(super) fn repeated(&self, of: &NewDocument) -> NewDocument {
        NewDocument {
            source: Some(self.source()),
            received_at: Some(instant(self.received)),
            batch: Some(self.batch()),
            ..of.clone()
        }
    }

    fn day(&self) -> DayNo {
        self.days.day_of(self.received)
    }

    fn source(&self) -> SourceKey {
        SourceKey::new(SOURCE, format!("{}-{:07}", self.profile.code, self.serial))
    }

    fn batch(&self) -> String {
        let date = self.days.date(self.day());
        let hour = self.days.clock(self.received) / super::days::HOUR;
        let (code, y, m, d) = (self.profile.code, date.year(), date.month(), date.day());
        format!("{code}-{y}{m:02}{d:02}-{hour:02}")
    }

    fn bare(&self, kind: DocumentKind, channel: Channel) -> NewDocument {
        let customer = self.customer;
        let is_ehf = channel == Channel::Ehf;
        NewDocument {
            source: Some(self.source()),
            kind: Some(kind),
            number: format!("{}{:07}", self.profile.series, self.sequence),
            company_number: Some(self.company.number.clone()),
            customer: NewCustomer {
                number: Some(customer.number.clone()),
                organisation_number: customer.organisation_number.clone(),
                endpoint: parties::endpoint_text(customer),
                name: customer.name.clone(),
            },
            channel: Some(channel),
            issued_on: Some(self.days.date(self.day())),
            received_at: Some(instant(self.received)),
            batch: Some(self.batch()),
            details: Details {
                seller: Some(self.seller()),
                buyer: Some(self.buyer()),
                customization: is_ehf.then(|| super::ubl::CUSTOMIZATION.to_owned()),
                profile: is_ehf.then(|| super::ubl::PROFILE.to_owned()),
                type_code: is_ehf.then(|| super::ubl::type_code(kind).to_owned()),
                ..Details::default()
            },
            ..NewDocument::default()
        }
    }

    fn sold(&self, dice: &mut Dice) -> Vec<domain::document::Line> {
        let period = texts::month_before(self.days.date(self.day()));
        let is_business = self.customer.is_business();
        lines::sold(dice, self.profile.products, is_business, &period)
    }

    fn claim(&self, document: &mut NewDocument, of: &NewDocument, note: &str) {
        document.details.references = vec![billing(of)];
        document.details.notes.push(note.to_owned());
        self.sum_up(document, Rate::Outside);
        self.ask_for_payment(document, 14);
    }

    fn sum_up(&self, document: &mut NewDocument, rate: Rate) {
        let lines = lines::sum(&document.details.lines);
        let tax = lines::tax(lines, rate);
        let with_tax = nok(lines + tax.amount.map_or(0, |amount| amount.minor));
        document.details.totals = Totals {
            lines: Some(nok(lines)),
            without_tax: Some(nok(lines)),
            tax: tax.amount.into_iter().collect(),
            with_tax: Some(with_tax),
            payable: Some(with_tax),
            ..Totals::default()
        };
        document.details.taxes = vec![tax];
        document.amount = Some(with_tax);
    }

    fn ask_for_payment(&self, document: &mut NewDocument, due_in: usize) {
        let kid = kid::with_mod10(&match self.profile.code {
            "NOK" => format!("00{}", document.number),
            "HUL" => format!("{}{}", self.customer.number, document.number),
            _ => format!("{}{}", document.number, self.customer.number),
        });
        let account = self.company.accounts.first().cloned();
        document.due_on = Some(self.days.date(self.day() + due_in));
        document.details.payment_means = vec![PaymentMeans {
            code: Some("30".to_owned()),
            account: account.clone(),
            reference: Some(kid.clone()),
            ..PaymentMeans::default()
        }];
        document.kid = Some(kid);
        document.account = account;
        if document.channel == Some(Channel::Sms) {
            let message = texts::message(document, &self.company.name, self.profile.domain);
            document.details.message = Some(message);
        }
    }
}

fn billing(of: &NewDocument) -> Reference {
    Reference {
        kind: ReferenceKind::Billing,
        value: of.number.clone(),
        on: of.issued_on,
        text: None,
    }
}
