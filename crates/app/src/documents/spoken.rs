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
    /// By vocabulary, and in it by the number of the word.
    words: [Vec<String>; VOCABULARIES],
    overdue: String,
}

const VOCABULARIES: usize = 7;

impl Spoken {
    /// The words as somebody's list has them.
    pub fn of(wording: &dyn Wording) -> Self {
        macro_rules! all {
            ($name:literal, $of:ident) => {{
                let greatest = $of::ALL.iter().map(|one| one.number()).max();
                let mut words = vec![String::new(); usize::from(greatest.unwrap_or(0)) + 1];
                for one in $of::ALL {
                    words[usize::from(one.number())] = wording.word($name, one.code());
                }
                words
            }};
        }
        Self {
            // In the order of the vocabularies.
            words: [
                all!("kind", DocumentKind),
                all!("channel", Channel),
                all!("delivery", Delivery),
                all!("recipient", Recipient),
                all!("payment", PaymentState),
                all!("paid_by", PaymentChannel),
                all!("reason", Reason),
            ],
            overdue: wording.word("payment", "overdue"),
        }
    }

    /// A word by its number.
    pub(super) fn word(&self, vocabulary: Vocabulary, number: u8) -> &str {
        let words = &self.words[vocabulary as usize];
        words.get(usize::from(number)).map_or("", String::as_str)
    }

    /// What people see of money besides the states that are kept.
    pub(super) fn overdue(&self) -> &str {
        &self.overdue
    }
}
