//! One row becomes one document or one payment.

use super::{Field, Meaning, Settings, cell};
use crate::csv_index::cell::{channel, kind};
use crate::{code, field, kid, refused};
use domain::intake::{Item, ItemBody, ItemKind, NewCustomer, NewDocument, NewPayment};
use domain::{
    ContentHash, Currency, DocumentKind, Finding, Money, PaymentChannel, Severity, SourceKey,
    account, organisation_number,
};
use jiff::civil::Date;
use std::collections::HashMap;

/// The system that a table's documents are named by.
const DOCUMENTS: &str = "table";
/// The system that a table's payments are named by.
const PAYMENTS: &str = "table_payments";

/// Reads a row; `seen` counts rows that say the same, which are several
/// payments and not one.
pub(super) fn read(
    settings: &Settings,
    number: usize,
    cells: &[String],
    seen: &mut HashMap<ContentHash, u32>,
) -> Option<Item> {
    let mut row = Row {
        settings,
        number,
        cells,
        findings: Vec::new(),
    };
    row.check_width();
    let place = format!("row {number}");
    let (body, kind) = match settings.meaning {
        Meaning::Documents => {
            let mut document = row.document();
            field::shorten(&mut document, &mut row.findings);
            (ItemBody::Document(Box::new(document)), ItemKind::Document)
        }
        Meaning::Payments => match row.payment(seen) {
            Told::Payment(payment) => (ItemBody::Payment(payment), ItemKind::Payment),
            Told::Nothing => return None,
            Told::Wrong => (ItemBody::Refused(ItemKind::Payment), ItemKind::Payment),
        },
    };
    let findings = row.findings;
    if findings.iter().any(|it| it.severity == Severity::Error) {
        return Some(refused(place, kind, findings));
    }
    Some(Item {
        place,
        body,
        findings,
    })
}

/// What a row of payments tells.
enum Told {
    Payment(Box<NewPayment>),
    Nothing,
    Wrong,
}

struct Row<'r> {
    settings: &'r Settings,
    number: usize,
    cells: &'r [String],
    findings: Vec<Finding>,
}

impl Row<'_> {
    /// A row with more cells than the header most often has an amount with a
    /// decimal comma that is not quoted.
    fn check_width(&mut self) {
        let columns = self.settings.columns.len();
        let extra = self.cells.iter().skip(columns);
        if extra.into_iter().any(|cell| !cell.trim().is_empty()) {
            let message = format!(
                "{} cells under {columns} columns; a value that holds the delimiter must be in quotes",
                self.cells.len()
            );
            let place = format!("row {}", self.number);
            self.findings.push(code::CSV_CELLS.at(place, message));
        }
    }

    fn document(&mut self) -> NewDocument {
        let number = self.needed(Field::Number).unwrap_or_default();
        let kind = self.read(Field::Kind, kind);
        let company = self.text(Field::Company).map(organisation);
        let key = [
            company.as_deref().unwrap_or_default(),
            kind.unwrap_or(DocumentKind::Invoice).code(),
            &number,
        ];
        let currency = self.currency();
        NewDocument {
            source: Some(SourceKey::new(DOCUMENTS, key.join("/"))),
            kind,
            company_number: company,
            customer: NewCustomer {
                number: self.text(Field::CustomerNumber),
                organisation_number: self.text(Field::CustomerOrganisation).map(organisation),
                endpoint: None,
                name: self.text(Field::Customer).unwrap_or_default(),
            },
            channel: self.read(Field::Channel, channel),
            kid: self.kid(),
            account: self.text(Field::Account).map(|it| account::normalise(&it)),
            amount: self.amount(Field::Amount, currency),
            issued_on: self.date(Field::Issued),
            due_on: self.date(Field::Due),
            batch: self.text(Field::Batch),
            number,
            ..NewDocument::default()
        }
    }

    fn payment(&mut self, seen: &mut HashMap<ContentHash, u32>) -> Told {
        let currency = self.currency();
        let Some(amount) = self.came_in(currency) else {
            return match self.findings.is_empty() {
                true => Told::Nothing,
                false => Told::Wrong,
            };
        };
        let value_on = self.date(Field::ValueOn);
        let own = self.text(Field::Account).map(|it| account::normalise(&it));
        let account = own.or_else(|| self.settings.account.clone());
        if value_on.is_none() && self.findings.is_empty() {
            self.needed(Field::ValueOn);
        }
        if account.is_none() {
            self.needed(Field::Account);
        }
        let (Some(value_on), Some(account)) = (value_on, account) else {
            return Told::Wrong;
        };
        let mut payment = NewPayment {
            source: SourceKey::new(PAYMENTS, ""),
            account,
            kid: self.kid(),
            amount,
            value_on,
            paid_by: PaymentChannel::Other,
            payer_account: self
                .text(Field::PayerAccount)
                .map(|it| account::normalise(&it)),
            payer_name: self.text(Field::Payer),
            text: self.text(Field::Text),
            bank_reference: self.text(Field::BankReference),
        };
        payment.source.id = key(&payment, seen);
        Told::Payment(Box::new(payment))
    }

    /// The money that came in; `None` where none did, or it cannot be read.
    fn came_in(&mut self, currency: Currency) -> Option<Money> {
        let amount = match self.text(Field::AmountIn) {
            Some(_) => self.amount(Field::AmountIn, currency)?,
            None => self.amount(Field::Amount, currency)?,
        };
        (amount.minor > 0).then_some(amount)
    }

    fn currency(&mut self) -> Currency {
        let currency = self.read(Field::Currency, |text| {
            text.parse::<Currency>().map_err(|why| why.to_string())
        });
        currency.unwrap_or(Currency::NOK)
    }

    fn kid(&mut self) -> Option<String> {
        let written = self.text(Field::Kid)?;
        // Spreadsheets group long numbers.
        let written: String = written.chars().filter(|c| !c.is_whitespace()).collect();
        let (kid, finding) = kid::read(&written, &self.place(Field::Kid));
        self.findings.extend(finding);
        kid
    }

    fn amount(&mut self, field: Field, currency: Currency) -> Option<Money> {
        let settings = self.settings;
        self.read(field, |text| cell::amount(settings, text, currency))
    }

    fn date(&mut self, field: Field) -> Option<Date> {
        let settings = self.settings;
        self.read(field, |text| cell::date(settings, text))
    }

    /// What is in a column, where it is not blank.
    fn text(&self, field: Field) -> Option<String> {
        let is_it = |column: &Option<Field>| *column == Some(field);
        let index = self.settings.columns.iter().position(is_it)?;
        let text = self.cells.get(index)?.trim().replace('\0', "");
        (!text.is_empty()).then_some(text)
    }

    fn needed(&mut self, field: Field) -> Option<String> {
        let text = self.text(field);
        if text.is_none() {
            self.wrong(field, "expected a value, found nothing");
        }
        text
    }

    fn read<T>(&mut self, field: Field, read: impl FnOnce(&str) -> Result<T, String>) -> Option<T> {
        let text = self.text(field)?;
        match read(&text) {
            Ok(value) => Some(value),
            Err(why) => {
                self.wrong(field, &why);
                None
            }
        }
    }

    fn wrong(&mut self, field: Field, why: &str) {
        let place = self.place(field);
        self.findings.push(code::CSV_CELL.at(place, why));
    }

    fn place(&self, field: Field) -> String {
        format!("row {}, column {}", self.number, field.code())
    }
}

/// What a payment of a table is known by: what it says, and which of those
/// that say the same it is. A table that overlaps an earlier one therefore
/// tells of the same payments again.
fn key(payment: &NewPayment, seen: &mut HashMap<ContentHash, u32>) -> String {
    let said = format!("{payment:?}");
    let hash = ContentHash::of(said.as_bytes());
    let times = seen.entry(hash).or_default();
    *times += 1;
    format!("{hash}/{times}")
}

fn organisation(written: String) -> String {
    organisation_number::normalise(&written).unwrap_or(written)
}
