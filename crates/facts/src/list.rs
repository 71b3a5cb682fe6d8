//! A page of a list with everything that is shown around it.

use crate::Cursor;
use domain::{
    Channel, CompanyId, Currency, Delivery, DocumentId, DocumentKind, PaymentChannel, PaymentState,
    Reason, Recipient,
};

mod page;
mod tally;
mod whole;

pub(crate) use page::{count, list, neighbours};
pub(crate) use tally::clamped;
pub(crate) use whole::{ids, places};

/// Most documents of one page, whatever was asked for; whoever wants more
/// asks for the ids.
pub const PAGE_MAX: usize = 10_000;

/// A page of a list. All counts and sums are exact and about the whole list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct List {
    /// The documents of the page, in order.
    pub ids: Vec<DocumentId>,
    /// How many documents the filter means.
    pub total: u64,
    /// How many of them come before the page.
    pub before: u64,
    /// What they are about, one a currency, in the order of their codes.
    pub sums: Vec<Sum>,
    /// How many there would be by each word of each facet.
    pub facets: Facets,
    /// Where the page after begins, if there is one.
    pub next: Option<Cursor>,
    /// Where the page before ends, if there is one.
    pub previous: Option<Cursor>,
}

/// How much the documents of one currency are about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sum {
    /// The currency.
    pub currency: Currency,
    /// The amounts added up, in minor units. Credit notes count as they are
    /// written, positive; leave them out by `kind` where that is not meant.
    pub minor: i64,
    /// How many documents with an amount.
    pub count: u64,
}

/// Counts by word, words with none left out, in the order of the vocabulary.
/// Each facet leaves the filter's own terms of its key aside, so that the
/// alternatives to what is chosen show how many they are.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Facets {
    /// By company, in the order of their ids.
    pub company: Vec<(CompanyId, u64)>,
    /// By kind.
    pub kind: Vec<(DocumentKind, u64)>,
    /// By channel.
    pub channel: Vec<(Channel, u64)>,
    /// By how it was paid.
    pub paid_by: Vec<(PaymentChannel, u64)>,
    /// By where delivery stands.
    pub delivery: Vec<(Delivery, u64)>,
    /// By what the recipient did.
    pub recipient: Vec<(Recipient, u64)>,
    /// By where the money stands.
    pub payment: Vec<(PaymentState, u64)>,
    /// How many are outstanding; leaves the terms of `payment` aside.
    pub outstanding: u64,
    /// How many are overdue; leaves the terms of `payment` aside.
    pub overdue: u64,
    /// By why something went wrong.
    pub reason: Vec<(Reason, u64)>,
    /// By currency, in the order of their codes.
    pub currency: Vec<(Currency, u64)>,
}
