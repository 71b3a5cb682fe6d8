//! What is done to many documents at once.

use crate::code::vocabulary;
use crate::{Channel, FollowUpOutcome, Right, UserId};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

vocabulary! {
    /// What became of one document of many.
    BulkRowState, "state of a row" {
        /// Its turn has not come.
        Waiting = 1 "waiting",
        /// It is done.
        Done = 2 "done",
        /// There was nothing to do.
        Skipped = 3 "skipped",
        /// It could not be done.
        Failed = 4 "failed",
    }
}

/// What is done to each of them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "snake_case")]
pub enum BulkAction {
    /// It is given to somebody.
    Assign {
        /// To whom.
        assignee: UserId,
        /// What is to be done.
        note: String,
        /// Until when.
        due_on: Date,
    },
    /// Somebody comments on it.
    Comment {
        /// The text.
        text: String,
    },
    /// Its follow-up ends.
    Resolve {
        /// How.
        outcome: FollowUpOutcome,
        /// Why.
        reason: String,
    },
    /// It is held: not erased until that is taken back.
    Hold {
        /// What people call the hold.
        name: String,
        /// Why.
        reason: String,
    },
    /// The sender is asked to send it again.
    Resend {
        /// On which channel, if one is named.
        channel: Option<Channel>,
    },
}

impl BulkAction {
    /// The codes of all of them, in the order they are offered.
    pub const CODES: [&'static str; 5] = ["assign", "comment", "resolve", "resend", "hold"];

    /// Its code.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Assign { .. } => "assign",
            Self::Comment { .. } => "comment",
            Self::Resolve { .. } => "resolve",
            Self::Hold { .. } => "hold",
            Self::Resend { .. } => "resend",
        }
    }

    /// The right that one of these needs; `None` for what is none.
    pub fn right_of(code: &str) -> Option<Right> {
        match code {
            "assign" | "resolve" | "resend" => Some(Right::FollowUp),
            "comment" => Some(Right::Comment),
            "hold" => Some(Right::ManageRetention),
            _ => None,
        }
    }

    /// The same without what somebody wrote: what may be kept of it once it
    /// is done.
    #[must_use]
    pub fn without_words(self) -> Self {
        let none = String::new;
        match self {
            Self::Assign {
                assignee, due_on, ..
            } => Self::Assign {
                assignee,
                note: none(),
                due_on,
            },
            Self::Comment { .. } => Self::Comment { text: none() },
            Self::Resolve { outcome, .. } => Self::Resolve {
                outcome,
                reason: none(),
            },
            Self::Hold { .. } => Self::Hold {
                name: none(),
                reason: none(),
            },
            Self::Resend { channel } => Self::Resend { channel },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_action_has_a_right_and_keeps_no_words() {
        let actions = [
            BulkAction::Assign {
                assignee: UserId::from_bytes([1; 16]),
                note: "words".to_owned(),
                due_on: Date::constant(2026, 12, 1),
            },
            BulkAction::Comment {
                text: "words".to_owned(),
            },
            BulkAction::Resolve {
                outcome: FollowUpOutcome::Resolved,
                reason: "words".to_owned(),
            },
            BulkAction::Resend {
                channel: Some(Channel::Print),
            },
            BulkAction::Hold {
                name: "words".to_owned(),
                reason: "words".to_owned(),
            },
        ];
        for (action, code) in actions.into_iter().zip(BulkAction::CODES) {
            assert_eq!(action.code(), code);
            assert!(BulkAction::right_of(code).is_some());
            let json = serde_json::to_string(&action.clone()).expect("JSON");
            let read: BulkAction = serde_json::from_str(&json).expect("an action");
            assert_eq!(read, action);
            let kept = serde_json::to_string(&action.without_words()).expect("JSON");
            assert!(!kept.contains("words"), "{kept}");
        }
        assert_eq!(BulkAction::right_of("delete"), None);
    }
}
