//! A document: one thing sent to one customer.

use crate::code::vocabulary;
use crate::{
    Channel, CompanyId, ContentHash, CustomerId, DocumentId, Finding, ImportId, Money, SourceKey,
};
use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};

vocabulary! {
    /// What kind of thing was sent.
    DocumentKind, "kind" {
        /// An invoice.
        Invoice = 1 "invoice",
        /// A credit note.
        CreditNote = 2 "credit_note",
        /// A reminder.
        Reminder = 3 "reminder",
        /// A debt-collection notice.
        DebtCollection = 4 "debt_collection",
        /// A letter.
        Letter = 5 "letter",
        /// A payslip.
        Payslip = 6 "payslip",
        /// A statement of account.
        Statement = 7 "statement",
    }
}

impl DocumentKind {
    /// Whether the sender asks for money with it. Credit notes give, letters
    /// and payslips tell, statements sum up what was asked for elsewhere.
    pub const fn asks_for_payment(self) -> bool {
        matches!(self, Self::Invoice | Self::Reminder | Self::DebtCollection)
    }
}

/// The fields of a document that never change and that lists, filters and
/// statistics are about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// The document's id.
    pub id: DocumentId,
    /// The subsidiary that sent it.
    pub company: CompanyId,
    /// Who received it.
    pub customer: CustomerId,
    /// What kind of thing it is.
    pub kind: DocumentKind,
    /// The channel it was meant for when it was received.
    pub channel: Channel,
    /// The sender's number: invoice number and the like. Need not be unique.
    pub number: String,
    /// Payment reference, as text because leading zeros count.
    pub kid: Option<String>,
    /// The account to pay to, normalised by [`crate::account::normalise`].
    pub account: Option<String>,
    /// The amount to pay; for credit notes the amount given, positive.
    pub amount: Option<Money>,
    /// The day on the document.
    pub issued_on: Option<Date>,
    /// The last day to pay.
    pub due_on: Option<Date>,
    /// When we received it.
    pub received_at: Timestamp,
    /// The sender's batch, if it named one.
    pub batch: Option<String>,
}

impl Head {
    /// Whether what the document was about is erased. What is left of it
    /// counts in figures and is shown nowhere.
    pub fn is_erased(&self) -> bool {
        self.customer == CustomerId::ERASED
    }
}

/// Everything known of a document besides its events.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// The fields that lists are about.
    pub head: Head,
    /// Where it came from; unique in the organisation.
    pub source: SourceKey,
    /// The file that told of it.
    pub import: Option<ImportId>,
    /// The bytes that were sent, if they were given to us.
    pub original: Option<OriginalRef>,
    /// The data in it.
    pub details: Details,
    /// Files that came with it, in order.
    pub attachments: Vec<Attachment>,
    /// What the reader noticed.
    pub findings: Vec<Finding>,
}

/// Points at bytes that are kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OriginalRef {
    /// Which bytes.
    pub hash: ContentHash,
    /// How many bytes.
    pub size: u64,
    /// Media type, for example `application/xml`.
    pub media_type: String,
    /// The name of the file it came in.
    pub name: String,
}

/// A file that came with a document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attachment {
    /// Name, as given by the sender.
    pub name: String,
    /// Media type, as claimed by the sender.
    pub media_type: String,
    /// How many bytes.
    pub size: u64,
    /// Which bytes.
    pub hash: ContentHash,
    /// Whether the bytes lie inside the original and are read out of it when
    /// asked for, rather than kept a second time.
    pub embedded: bool,
}

/// The data in a document, as its recipient could read it. Decimal numbers
/// that are not amounts stay text, exactly as written.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Details {
    /// The sender.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub seller: Option<Party>,
    /// The receiver.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub buyer: Option<Party>,
    /// Who is paid, where that is not the sender.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub payee: Option<Party>,
    /// Who answers for the sender's tax (BG-11).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tax_representative: Option<Party>,
    /// Where and when it was delivered (BG-13).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub delivery: Option<Delivery>,
    /// The time it is about (BG-14).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub period: Option<Span>,
    /// The day that decides the tax, where it is not the day on it (BT-7).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tax_point_on: Option<Date>,
    /// References to other things: order, contract, earlier invoices.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub references: Vec<Reference>,
    /// Lines.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub lines: Vec<Line>,
    /// Allowances and charges on the whole document.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub charges: Vec<Charge>,
    /// Tax by category and rate.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub taxes: Vec<Tax>,
    /// Sums of the whole document.
    #[serde(skip_serializing_if = "Totals::is_empty")]
    pub totals: Totals,
    /// Ways to pay.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub payment_means: Vec<PaymentMeans>,
    /// Free text.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<String>,
    /// The message that it came with or is, as its recipient read it: the text
    /// of an SMS, say.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message: Option<String>,
    /// The specification that the document says it follows (BT-24).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub customization: Option<String>,
    /// The business process it says it belongs to (BT-23).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub profile: Option<String>,
    /// The document type code as written (UNTDID 1001).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub type_code: Option<String>,
    /// The language of the text in it, if it says so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
}

/// A company or person named in a document.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Party {
    /// The name to show.
    pub name: String,
    /// Registered name, where it differs.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub legal_name: Option<String>,
    /// Electronic address: scheme (such as `0192`) and id.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub endpoint: Option<Endpoint>,
    /// Number in a register of companies, as written.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub organisation_number: Option<String>,
    /// VAT identifier, as written.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub vat_number: Option<String>,
    /// Any other tax registration, as written (BT-32): in Norway
    /// `Foretaksregisteret`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tax_register: Option<String>,
    /// What the law wants said of the company, such as its capital (BT-33).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub legal_note: Option<String>,
    /// The sender's own number for this party, such as a customer number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    /// Postal address, one line an element, without the country.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub address: Vec<String>,
    /// Country (ISO 3166-1 alpha-2).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
    /// Contact person.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub contact: Option<String>,
    /// E-mail address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// Telephone number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
}

/// An electronic address with its scheme.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Endpoint {
    /// EAS code or another scheme; empty where none was given.
    #[serde(default)]
    pub scheme: String,
    /// The address in the scheme.
    pub id: String,
}

/// Where something was delivered, and when.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Delivery {
    /// The day (BT-72).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub on: Option<Date>,
    /// Who took it (BT-70).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The number of the place, such as a GLN (BT-71).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub location: Option<String>,
    /// Address, one line an element, without the country (BG-15).
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub address: Vec<String>,
    /// Country (ISO 3166-1 alpha-2).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
}

/// The days that something is about, either end where it is given.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Span {
    /// The first day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<Date>,
    /// The last day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to: Option<Date>,
}

/// A reference to something else.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reference {
    /// What it refers to.
    pub kind: ReferenceKind,
    /// The other thing's number.
    pub value: String,
    /// The other thing's date, if given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on: Option<Date>,
    /// What the other thing is, in the sender's words (BT-123).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
}

/// What a reference points to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReferenceKind {
    /// The buyer's reference (BT-10).
    Buyer,
    /// A purchase order (BT-13).
    Order,
    /// The seller's order (BT-14).
    SalesOrder,
    /// A contract (BT-12).
    Contract,
    /// A project (BT-11).
    Project,
    /// An earlier invoice that this one corrects or credits (BT-25).
    Billing,
    /// A despatch advice (BT-16).
    Despatch,
    /// A receipt advice (BT-15).
    Receipt,
    /// A supporting document that lies elsewhere (BT-124).
    External,
    /// The buyer's cost centre (BT-19).
    Accounting,
    /// A call for tenders (BT-17).
    Tender,
}

/// One line of a document.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Line {
    /// The line's own id.
    pub id: String,
    /// What it is.
    pub name: String,
    /// More about it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// How many, as written.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quantity: Option<String>,
    /// Unit code (UN/ECE Recommendation 20), as written.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// Price of one, as written: prices may have more decimals than money.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub price: Option<String>,
    /// Tax rate in percent, as written.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tax_percent: Option<String>,
    /// Tax category (UNCL 5305), as written.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tax_category: Option<String>,
    /// The line's amount without tax.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub amount: Option<Money>,
    /// The seller's item number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub item_number: Option<String>,
    /// A note on the line.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// The price as written, where it is for several and [`Line::price`] was
    /// divided (BT-146).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub base_price: Option<String>,
    /// How many that price is for, as written (BT-149).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub base_quantity: Option<String>,
    /// The price before its discount, as written (BT-148).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub gross_price: Option<String>,
    /// What was taken off that price, as written (BT-147).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub price_discount: Option<String>,
    /// Allowances and charges on the line (BG-27, BG-28); its amount has them
    /// in it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub charges: Vec<Charge>,
    /// The time it is about (BG-26).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub period: Option<Span>,
    /// The buyer's item number (BT-156).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub buyer_item_number: Option<String>,
    /// A registered item number, such as a GTIN (BT-157).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub standard_item_number: Option<String>,
    /// Classes of the item, as written (BT-158).
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub classes: Vec<String>,
    /// Country of origin (BT-159, ISO 3166-1 alpha-2).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub origin: Option<String>,
    /// Further properties of the item (BG-32).
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub properties: Vec<Property>,
    /// The buyer's order line (BT-132).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub order_line: Option<String>,
    /// The buyer's cost centre (BT-133).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub accounting: Option<String>,
    /// The thing the line is about, such as a meter (BT-128).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub object: Option<String>,
}

/// One property of an item: its name and its value.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Property {
    /// The name (BT-160).
    pub name: String,
    /// The value (BT-161).
    pub value: String,
}

/// An allowance or a charge, on a line or on the whole document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Charge {
    /// True adds, false takes off.
    pub is_charge: bool,
    /// Why.
    pub reason: String,
    /// How much, positive.
    pub amount: Money,
    /// Rate in percent, as written (BT-94, BT-101, BT-138, BT-143).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub percent: Option<String>,
    /// What the rate is of (BT-93, BT-100, BT-137, BT-142).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub base: Option<Money>,
    /// Tax category (UNCL 5305), as written; lines have their own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tax_category: Option<String>,
    /// Tax rate in percent, as written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tax_percent: Option<String>,
}

/// Tax of one category and rate.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tax {
    /// Category (UNCL 5305), as written.
    #[serde(default)]
    pub category: String,
    /// Rate in percent, as written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub percent: Option<String>,
    /// What the tax is computed of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub taxable: Option<Money>,
    /// The tax.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amount: Option<Money>,
    /// Why no tax is asked for, in words or else by its code (BT-120, BT-121).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub exemption: Option<String>,
}

/// Sums of a document, each only where the document states it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Totals {
    /// Sum of the lines (BT-106).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lines: Option<Money>,
    /// Sum of the allowances on the whole document (BT-107).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub allowances: Option<Money>,
    /// Sum of the charges on the whole document (BT-108).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub charges: Option<Money>,
    /// Without tax (BT-109).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub without_tax: Option<Money>,
    /// Total tax, one entry a currency (BT-110, BT-111).
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub tax: Vec<Money>,
    /// With tax (BT-112).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub with_tax: Option<Money>,
    /// Paid before (BT-113).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub prepaid: Option<Money>,
    /// Rounding (BT-114).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rounding: Option<Money>,
    /// To pay (BT-115).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub payable: Option<Money>,
}

impl Totals {
    fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// One way to pay a document.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct PaymentMeans {
    /// Payment means code (UNCL 4461), as written.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// The account to pay to, as written (BT-84).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub account: Option<String>,
    /// The reference to pay with, KID in Norway (BT-83).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reference: Option<String>,
    /// What the way to pay is called (BT-82).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Whose account it is (BT-85).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub account_name: Option<String>,
    /// The bank, by its BIC or as written (BT-86).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bank: Option<String>,
    /// The last digits of the card that was charged (BT-87).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub card: Option<String>,
    /// The mandate of a direct debit (BT-89).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mandate: Option<String>,
    /// The account that is debited (BT-91).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub debited_account: Option<String>,
}
