use super::Wording;
use domain::{Channel, Delivery, DocumentKind, PaymentChannel, PaymentState, Reason, Recipient};

/// Where a word of a row belongs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Vocabulary {
    Kind,
    Channel,
    Delivery,
    Recipient,
    Payment,
    PaidBy,
    Reason,
}

/// Every word that a row may hold, in one language, looked up once: a list has
/// seven of them in each of its million rows.
pub struct Spoken {
    words: [Vec<(&'static str, String)>; VOCABULARIES],
}

const VOCABULARIES: usize = 7;

impl Spoken {
    /// The words as somebody's list has them.
    pub fn of(wording: &dyn Wording) -> Self {
        macro_rules! all {
            ($name:literal, $of:ident) => {{
                let codes = $of::ALL.iter().map(|one| one.code());
                codes
                    .map(|code| (code, wording.word($name, code)))
                    .collect()
            }};
        }
        let mut payment: Vec<(&str, String)> = all!("payment", PaymentState);
        // What people see of a state besides those that are kept.
        payment.push(("overdue", wording.word("payment", "overdue")));
        Self {
            // In the order of the vocabularies.
            words: [
                all!("kind", DocumentKind),
                all!("channel", Channel),
                all!("delivery", Delivery),
                all!("recipient", Recipient),
                payment,
                all!("paid_by", PaymentChannel),
                all!("reason", Reason),
            ],
        }
    }

    /// A word; its code where there is none.
    pub(super) fn word(&self, vocabulary: Vocabulary, code: &'static str) -> &str {
        let words = &self.words[vocabulary as usize];
        let found = words.iter().find(|(one, _)| *one == code);
        found.map_or(code, |(_, word)| word)
    }
}
