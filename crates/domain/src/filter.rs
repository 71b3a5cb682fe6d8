//! The filter language: which documents are meant. The same in the portal's
//! URL and query box, the CLI, the API, saved views and reports.
//!
//! A filter is terms that must all hold. A term is a key with a test; within
//! a key a comma means *or*; a leading `-` negates. As one text:
//!
//! ```text
//! delivery:failed channel:ehf,efaktura -company:"Nord AS" amount:>1000 strøm
//! ```
//!
//! A key that is written twice widens like a comma does: a document has only
//! one channel, so both at once would never hold. The exceptions are `has`,
//! the dates and amounts and free text, where every one written must hold.
//!
//! Canonical keys and values are English ([`Filter`]'s `Display`); reading
//! also takes the bokmål words of `words.rs`.

use crate::code::vocabulary;
use crate::period::DateSpan;
use crate::{
    Channel, Currency, Delivery, DocumentKind, PaymentChannel, PaymentState, Processing, Reason,
    Recipient,
};

mod amount;
mod error;
mod lex;
mod read;
mod suggest;
mod words;
mod write;

pub use amount::{AmountSpan, Major, NotAnAmount};
pub use error::{Fault, FilterError};

/// Longest text that is read as a filter, in characters.
pub const CHARACTERS_MAX: usize = 4_000;
/// Most terms of a filter: every term costs a pass over a column.
pub const TERMS_MAX: usize = 32;
/// Most values of one key.
pub const VALUES_MAX: usize = 200;

vocabulary! {
    /// What a term of a filter is about.
    Key, "filter key" {
        /// Number, KID, customer number or customer name.
        Q = 1 "q",
        /// The subsidiary that sent it.
        Company = 2 "company",
        /// What kind of thing it is.
        Kind = 3 "kind",
        /// The channel of the attempt that counts.
        Channel = 4 "channel",
        /// How it was paid.
        PaidBy = 5 "paid_by",
        /// Where the attempt that counts stands.
        Delivery = 6 "delivery",
        /// What the recipient did.
        Recipient = 7 "recipient",
        /// Where the money stands.
        Payment = 8 "payment",
        /// Why something went wrong.
        Reason = 9 "reason",
        /// Who received it.
        Customer = 10 "customer",
        /// The local day on which we received it.
        Received = 11 "received",
        /// The day on it.
        Issued = 12 "issued",
        /// The last day to pay, as written on it.
        Due = 13 "due",
        /// The value date on which it became fully paid.
        Paid = 14 "paid",
        /// The amount, in major units of its own currency.
        Amount = 15 "amount",
        /// The currency.
        Currency = 16 "currency",
        /// The sender's batch.
        Batch = 17 "batch",
        /// Whether it has something at all.
        Has = 18 "has",
        /// What we did with it before it was sent.
        Processing = 19 "processing",
    }
}

vocabulary! {
    /// Things that a document has or has not; `-has:due` finds those without.
    Has, "thing to have" {
        /// A comment.
        Comment = 1 "comment",
        /// Something went wrong with it.
        Error = 2 "error",
        /// It is held: back before sending, or from being erased.
        Hold = 3 "hold",
        /// Some payment.
        Payment = 4 "payment",
        /// An amount.
        Amount = 5 "amount",
        /// A day on it.
        Issued = 6 "issued",
        /// A last day to pay.
        Due = 7 "due",
        /// A day on which it became fully paid.
        Paid = 8 "paid",
        /// A batch.
        Batch = 9 "batch",
        /// A payment reference.
        Kid = 10 "kid",
        /// Nothing left but what figures need: the rest is erased.
        Erased = 11 "erased",
    }
}

/// A word about the money: a state, or what follows from state and due date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PaymentWord {
    /// The state.
    State(PaymentState),
    /// Money is still expected: [`PaymentState::is_outstanding`].
    Outstanding,
    /// Still expected although the day to pay has passed:
    /// [`crate::Standing::is_overdue`].
    Overdue,
}

/// Which documents are meant: those for which every term holds.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Filter {
    /// The terms; none means every document.
    pub terms: Vec<Term>,
}

/// One test, or its opposite.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Term {
    /// Whether the test must fail.
    pub negated: bool,
    /// The test.
    pub test: Test,
}

/// A question with yes or no as its answer. A document that has no value for
/// the key answers no. Lists say yes where any of their words does.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Test {
    /// The text lies in the number, customer number or customer name, or the
    /// KID begins with it; upper and lower case are the same.
    Text(String),
    /// Organisation number, name or id, as typed.
    Company(Vec<String>),
    /// The kind.
    Kind(Vec<DocumentKind>),
    /// The channel of the attempt that counts.
    Channel(Vec<Channel>),
    /// How it was paid.
    PaidBy(Vec<PaymentChannel>),
    /// Where delivery stands.
    Delivery(Vec<Delivery>),
    /// What the recipient did.
    Recipient(Vec<Recipient>),
    /// Where the money stands.
    Payment(Vec<PaymentWord>),
    /// Why something went wrong.
    Reason(Vec<Reason>),
    /// Customer number, name or id, as typed.
    Customer(Vec<String>),
    /// The local day on which we received it.
    Received(DateSpan),
    /// The day on it.
    Issued(DateSpan),
    /// The last day to pay, as written.
    Due(DateSpan),
    /// The value date on which it became fully paid.
    Paid(DateSpan),
    /// The amount, in major units of its own currency.
    Amount(AmountSpan),
    /// The currency.
    Currency(Vec<Currency>),
    /// The sender's batch, exactly as written there.
    Batch(Vec<String>),
    /// Whether it has one of these.
    Has(Vec<Has>),
    /// What we did with it before it was sent.
    Processing(Vec<Processing>),
}

impl PaymentWord {
    /// Every word, in the order it is shown to people.
    pub fn all() -> impl Iterator<Item = Self> {
        let states = PaymentState::ALL.iter().copied().map(Self::State);
        states.chain([Self::Outstanding, Self::Overdue])
    }

    /// The text code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::State(state) => state.code(),
            Self::Outstanding => "outstanding",
            Self::Overdue => "overdue",
        }
    }
}

impl Test {
    /// Which key the test belongs to.
    pub const fn key(&self) -> Key {
        match self {
            Self::Text(_) => Key::Q,
            Self::Company(_) => Key::Company,
            Self::Kind(_) => Key::Kind,
            Self::Channel(_) => Key::Channel,
            Self::PaidBy(_) => Key::PaidBy,
            Self::Delivery(_) => Key::Delivery,
            Self::Recipient(_) => Key::Recipient,
            Self::Payment(_) => Key::Payment,
            Self::Reason(_) => Key::Reason,
            Self::Customer(_) => Key::Customer,
            Self::Received(_) => Key::Received,
            Self::Issued(_) => Key::Issued,
            Self::Due(_) => Key::Due,
            Self::Paid(_) => Key::Paid,
            Self::Amount(_) => Key::Amount,
            Self::Currency(_) => Key::Currency,
            Self::Batch(_) => Key::Batch,
            Self::Has(_) => Key::Has,
            Self::Processing(_) => Key::Processing,
        }
    }

    /// The term that asks for this.
    pub const fn yes(self) -> Term {
        Term {
            negated: false,
            test: self,
        }
    }

    /// The term that asks for the opposite.
    pub const fn no(self) -> Term {
        Term {
            negated: true,
            test: self,
        }
    }
}

impl Filter {
    /// Whether every document is meant.
    pub const fn is_empty(&self) -> bool {
        self.terms.is_empty()
    }

    /// The terms with this key.
    pub fn terms_of(&self, key: Key) -> impl Iterator<Item = &Term> {
        self.terms.iter().filter(move |term| term.test.key() == key)
    }

    /// The same without the terms of this key.
    #[must_use]
    pub fn without(&self, key: Key) -> Self {
        let terms = self.terms.iter().filter(|term| term.test.key() != key);
        Self {
            terms: terms.cloned().collect(),
        }
    }

    /// The same with one term more, which must hold besides the others.
    #[must_use]
    pub fn and(&self, term: Term) -> Self {
        let mut narrower = self.clone();
        if !narrower.terms.contains(&term) {
            narrower.terms.push(term);
        }
        narrower
    }

    /// The same with this term in place of all others of its key.
    #[must_use]
    pub fn with(&self, term: Term) -> Self {
        self.without(term.test.key()).and(term)
    }
}

#[cfg(test)]
mod tests;
