//! Orders of a list. Every order is total: documents with the same value lie
//! in the order of their ids, and those without a value come last both ways.

use std::fmt;
use std::str::FromStr;

/// An order of a list, written `due` or, descending, `-due`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Sort {
    /// What decides.
    pub by: SortBy,
    /// Whether the greatest comes first.
    pub descending: bool,
}

/// What decides an order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SortBy {
    /// The minute in which it was received.
    Received,
    /// The day on it.
    Issued,
    /// The last day to pay.
    Due,
    /// The value date on which it became fully paid.
    Paid,
    /// The amount in major units, whatever the currency.
    Amount,
    /// The sender's number, as text.
    Number,
    /// The customer's name in Norwegian alphabetical order.
    Customer,
    /// The company's name in Norwegian alphabetical order.
    Company,
    /// The kind, in the order of the vocabulary; likewise those below.
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
}

/// A word that is not an order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownSort(pub String);

impl SortBy {
    /// Every column that can decide.
    pub const ALL: [Self; 15] = [
        Self::Received,
        Self::Issued,
        Self::Due,
        Self::Paid,
        Self::Amount,
        Self::Number,
        Self::Customer,
        Self::Company,
        Self::Kind,
        Self::Channel,
        Self::PaidBy,
        Self::Delivery,
        Self::Recipient,
        Self::Payment,
        Self::Reason,
    ];

    /// The word for it in URLs: the filter key where there is one.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Received => "received",
            Self::Issued => "issued",
            Self::Due => "due",
            Self::Paid => "paid",
            Self::Amount => "amount",
            Self::Number => "number",
            Self::Customer => "customer",
            Self::Company => "company",
            Self::Kind => "kind",
            Self::Channel => "channel",
            Self::PaidBy => "paid_by",
            Self::Delivery => "delivery",
            Self::Recipient => "recipient",
            Self::Payment => "payment",
            Self::Reason => "reason",
        }
    }
}

impl Default for Sort {
    /// The newest first: `-received`.
    fn default() -> Self {
        Self {
            by: SortBy::Received,
            descending: true,
        }
    }
}

impl fmt::Display for Sort {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.descending { "-" } else { "" };
        write!(f, "{sign}{}", self.by.code())
    }
}

impl FromStr for Sort {
    type Err = UnknownSort;

    fn from_str(text: &str) -> Result<Self, UnknownSort> {
        let bare = text.strip_prefix('-');
        let word = bare.unwrap_or(text.strip_prefix('+').unwrap_or(text));
        let by = SortBy::ALL.into_iter().find(|by| by.code() == word);
        match by {
            Some(by) => Ok(Self {
                by,
                descending: bare.is_some(),
            }),
            None => Err(UnknownSort(text.to_owned())),
        }
    }
}

impl fmt::Display for UnknownSort {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let known: Vec<&str> = SortBy::ALL.into_iter().map(SortBy::code).collect();
        let known = known.join(", ");
        write!(
            f,
            "'{}' is not an order; one of: {known}, with - before it for descending",
            self.0
        )
    }
}

impl std::error::Error for UnknownSort {}
