//! What documents can be counted by.

use domain::period::Unit;
use std::fmt;
use std::str::FromStr;

/// Something to count and sum by, written `channel` or `due_month`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Dimension {
    /// The subsidiary that sent it.
    Company,
    /// What kind of thing it is.
    Kind,
    /// The channel of the attempt that counts.
    Channel,
    /// How it was paid.
    PaidBy,
    /// Where delivery stands.
    Delivery,
    /// What the recipient did.
    Recipient,
    /// Where the money stands.
    Payment,
    /// Why something went wrong.
    Reason,
    /// The currency.
    Currency,
    /// Who received it.
    Customer,
    /// The sender's batch.
    Batch,
    /// What we did with it before it was sent.
    Processing,
    /// A date, by a unit of the calendar.
    Date(DateField, Unit),
}

/// The dates of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DateField {
    /// The local day on which we received it.
    Received,
    /// The day on it.
    Issued,
    /// The last day to pay, as written.
    Due,
    /// The value date on which it became fully paid.
    Paid,
}

/// A word that is not a dimension.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownDimension(pub String);

impl DateField {
    /// Every date.
    pub const ALL: [Self; 4] = [Self::Received, Self::Issued, Self::Due, Self::Paid];

    /// The filter key of it.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Received => "received",
            Self::Issued => "issued",
            Self::Due => "due",
            Self::Paid => "paid",
        }
    }
}

impl Dimension {
    /// The dimensions that are not dates.
    pub const PLAIN: [Self; 12] = [
        Self::Company,
        Self::Kind,
        Self::Channel,
        Self::PaidBy,
        Self::Delivery,
        Self::Recipient,
        Self::Payment,
        Self::Reason,
        Self::Currency,
        Self::Customer,
        Self::Batch,
        Self::Processing,
    ];

    /// Every dimension.
    pub fn all() -> impl Iterator<Item = Self> {
        let dates = DateField::ALL.into_iter().flat_map(|field| {
            let units = Unit::ALL.iter().copied();
            units.map(move |unit| Self::Date(field, unit))
        });
        Self::PLAIN.into_iter().chain(dates)
    }

    const fn word(self) -> &'static str {
        match self {
            Self::Company => "company",
            Self::Kind => "kind",
            Self::Channel => "channel",
            Self::PaidBy => "paid_by",
            Self::Delivery => "delivery",
            Self::Recipient => "recipient",
            Self::Payment => "payment",
            Self::Reason => "reason",
            Self::Currency => "currency",
            Self::Customer => "customer",
            Self::Batch => "batch",
            Self::Processing => "processing",
            Self::Date(field, _) => field.code(),
        }
    }
}

impl fmt::Display for Dimension {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Date(field, unit) => write!(f, "{}_{unit}", field.code()),
            plain => f.write_str(plain.word()),
        }
    }
}

impl FromStr for Dimension {
    type Err = UnknownDimension;

    fn from_str(text: &str) -> Result<Self, UnknownDimension> {
        let word = text.trim().to_lowercase();
        let found = Self::all().find(|dimension| dimension.to_string() == word);
        found.ok_or_else(|| UnknownDimension(text.to_owned()))
    }
}

impl fmt::Display for UnknownDimension {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let known: Vec<String> = Dimension::all().map(|d| d.to_string()).collect();
        write!(
            f,
            "'{}' is not a dimension; one of: {}",
            self.0,
            known.join(", ")
        )
    }
}

impl std::error::Error for UnknownDimension {}
