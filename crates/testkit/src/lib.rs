//! What the tests of several rooms need: a whole Utsyn on a fresh record with
//! a clock that can be turned and randomness that repeats itself, a visitor
//! that walks the portal through its router, and a real browser.
//!
//! The record is a real one in a temporary directory; there is no imitation
//! of it to drift away from the truth.

mod browser;
mod clock;
mod corpus;
mod device;
mod dice;
mod installation;
mod provider;
mod receiver;
mod smtp;
mod visitor;

pub use browser::Browser;
pub use clock::TestClock;
pub use corpus::{corpus, skip};
pub use device::Device;
pub use dice::Dice;
pub use installation::{EMAIL, Installation, PASSWORD};
pub use provider::{CLIENT, CLIENT_SECRET, Provider};
pub use receiver::{Manner, Received, Receiver};
pub use smtp::{ReceivedMail, SMTP_CA, SmtpManner, SmtpSafety, SmtpServer};
pub use visitor::{Answer, Visitor};
