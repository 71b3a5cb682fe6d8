//! The pure values of Utsyn: what a document is, what can happen to it, and
//! what follows from that.
//!
//! Everything here is a value or a function of values. The heart is
//! [`fold()`]: the state of a document ([`Standing`]) is the fold of its
//! [`Event`]s, and the result depends neither on the order in which the
//! events are told nor on how often they are told.
//!
//! Deliberately absent: SQL, HTTP, files, the clock and randomness. Whoever
//! needs the time gets it as an argument.
//!
//! Where to enter: [`event`] (what can happen), [`standing`] (what follows),
//! [`intake`] (what a reader of a file hands over), [`filter`] (the language
//! that portal, API, CLI and reports share).
//!
//! To add a fact that a channel can tell: add a variant to [`Fact`], say in
//! [`fold()`] what follows from it, and extend the generator of the property
//! tests in `standing/tests.rs`.

pub mod account;
pub mod audit;
pub mod axis;
pub mod bulk;
pub mod calendar;
pub mod channel;
mod code;
pub mod document;
pub mod event;
pub mod filter;
pub mod follow_up;
pub mod hash;
pub mod ids;
pub mod intake;
pub mod kid;
pub mod likeness;
pub mod matching;
pub mod money;
pub mod organisation_number;
pub mod payment;
pub mod period;
pub mod problem;
pub mod retention;
pub mod role;
pub mod scope;
pub mod standing;
pub mod view;

pub use axis::{Delivery, Evidence, PaymentState, Processing, Recipient};
pub use channel::{Channel, PaymentChannel};
pub use code::UnknownCode;
pub use document::{Document, DocumentKind, Head};
pub use event::{AttemptKey, Event, Fact, SourceKey};
pub use follow_up::FollowUpOutcome;
pub use hash::ContentHash;
pub use ids::*;
pub use money::{Currency, Money};
pub use payment::Payment;
pub use problem::{Action, Finding, Problem, Reason, Severity};
pub use role::{Right, Rights, Role};
pub use scope::Scope;
pub use standing::{Attempt, Folded, Standing, fold};
