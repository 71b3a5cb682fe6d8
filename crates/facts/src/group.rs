//! Counts and sums by dimensions.

use crate::{DateField, Dimension};
use domain::filter::{Has, PaymentWord, Term, Test};
use domain::period::{DateSpan, Period};
use domain::{
    Channel, CompanyId, Currency, CustomerId, Delivery, DocumentKind, PaymentChannel, PaymentState,
    Processing, Reason, Recipient,
};

mod axis;
mod codes;
mod digits;
mod tally;

pub(crate) use codes::GroupCodes;
pub(crate) use tally::group;

/// Most dimensions of one question; those after it are not looked at.
pub const DIMENSIONS_MAX: usize = 4;

/// The documents that share a key in every dimension asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// One key a dimension, in the order asked.
    pub keys: Vec<GroupKey>,
    /// How many documents.
    pub count: u64,
    /// How much they are about, one a currency, in the order of their codes.
    pub sums: Vec<GroupSum>,
}

/// How much the documents of one currency in a group are about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GroupSum {
    /// The currency.
    pub currency: Currency,
    /// How many documents with an amount.
    pub count: u64,
    /// The amounts, in minor units.
    pub amount_minor: i64,
    /// What is still to be paid of them, in minor units.
    pub outstanding_minor: i64,
    /// What was paid, less what went back, in minor units.
    pub paid_minor: i64,
}

/// What the documents of a group share in one dimension.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum GroupKey {
    /// A subsidiary.
    Company(CompanyId),
    /// A kind.
    Kind(DocumentKind),
    /// A channel.
    Channel(Channel),
    /// A payment channel.
    PaidBy(PaymentChannel),
    /// A delivery state.
    Delivery(Delivery),
    /// A recipient state.
    Recipient(Recipient),
    /// A payment state.
    Payment(PaymentState),
    /// A reason.
    Reason(Reason),
    /// A currency.
    Currency(Currency),
    /// A customer.
    Customer(CustomerId),
    /// A batch.
    Batch(String),
    /// A processing state.
    Processing(Processing),
    /// A day, week, month or year.
    Period(Period),
    /// The documents without a value in this dimension; sorted last.
    Missing,
}

impl GroupKey {
    /// The term that means exactly the documents with this key in this
    /// dimension, so that a figure can link to what it counts.
    pub fn term(&self, dimension: Dimension) -> Term {
        match self.clone() {
            Self::Company(id) => Test::Company(vec![id.to_string()]).yes(),
            Self::Kind(kind) => Test::Kind(vec![kind]).yes(),
            Self::Channel(channel) => Test::Channel(vec![channel]).yes(),
            Self::PaidBy(channel) => Test::PaidBy(vec![channel]).yes(),
            Self::Delivery(state) => Test::Delivery(vec![state]).yes(),
            Self::Recipient(state) => Test::Recipient(vec![state]).yes(),
            Self::Payment(state) => Test::Payment(vec![PaymentWord::State(state)]).yes(),
            Self::Reason(reason) => Test::Reason(vec![reason]).yes(),
            Self::Currency(currency) => Test::Currency(vec![currency]).yes(),
            Self::Customer(id) => Test::Customer(vec![id.to_string()]).yes(),
            Self::Batch(batch) => Test::Batch(vec![batch]).yes(),
            Self::Processing(state) => Test::Processing(vec![state]).yes(),
            Self::Period(period) => in_period(dimension, period).yes(),
            Self::Missing => Test::Has(vec![thing(dimension)]).no(),
        }
    }
}

fn in_period(dimension: Dimension, period: Period) -> Test {
    let span = DateSpan::from(period);
    match dimension {
        Dimension::Date(DateField::Issued, _) => Test::Issued(span),
        Dimension::Date(DateField::Due, _) => Test::Due(span),
        Dimension::Date(DateField::Paid, _) => Test::Paid(span),
        _ => Test::Received(span),
    }
}

/// What the documents without a value in a dimension have not. Dimensions
/// without such documents never ask.
const fn thing(dimension: Dimension) -> Has {
    match dimension {
        Dimension::PaidBy => Has::Payment,
        Dimension::Reason => Has::Error,
        Dimension::Batch => Has::Batch,
        Dimension::Date(DateField::Issued, _) => Has::Issued,
        Dimension::Date(DateField::Due, _) => Has::Due,
        Dimension::Date(DateField::Paid, _) => Has::Paid,
        _ => Has::Amount,
    }
}
