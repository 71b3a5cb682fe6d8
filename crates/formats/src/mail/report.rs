//! One report about one recipient, and the fact that it becomes.

use crate::code;
use domain::{Action, AttemptKey, Channel, Evidence, Fact, Finding, Problem, Reason};
use jiff::Timestamp;

/// Where status codes of three numbers are defined.
pub(crate) const ENHANCED: &str = "rfc3463";
/// Where reply codes of three digits are defined.
pub(crate) const REPLY: &str = "rfc5321";
/// Where the types of complaints are defined.
pub(crate) const COMPLAINT: &str = "rfc5965";

/// Most characters of a server's words that are kept.
const WORDS_CHARS_MAX: usize = 2_000;

/// What became of a mail for one recipient.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// It finally failed.
    Failed,
    /// The server still tries.
    Delayed,
    /// It arrived, or a link of the way took it.
    Delivered(Evidence),
    /// The recipient complained of it.
    Complaint,
    /// It was shown to the recipient.
    Opened,
    /// The recipient deleted it.
    Deleted,
    /// Nothing that is about a delivery: an address was tried out.
    Nothing,
}

/// One report.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Report {
    /// The address that it is about.
    pub(crate) recipient: String,
    /// What became of the mail.
    pub(crate) outcome: Outcome,
    /// The word that said so, as written.
    pub(crate) word: String,
    /// The code and where it is defined.
    pub(crate) code: Option<(String, &'static str)>,
    /// The server's own words.
    pub(crate) words: Option<String>,
    /// Why, in the vocabulary of all channels.
    pub(crate) reason: Reason,
    /// When it happened, where the report itself says so.
    pub(crate) occurred_at: Option<Timestamp>,
}

impl Report {
    /// What the report says, kept in view even where no document is found.
    pub(crate) fn finding(&self, place: &str) -> Finding {
        let code = self.code.as_ref().map_or("none", |(code, _)| code.as_str());
        let words = self.words.as_deref().unwrap_or_default();
        let message = format!(
            "recipient {}: {}, code {code}, taken as {}. {words}",
            self.recipient,
            self.word,
            match self.outcome {
                Outcome::Failed | Outcome::Delayed | Outcome::Complaint => self.reason.code(),
                _ => "no failure",
            },
        );
        code::MAIL_REPORT.at(place, message.trim_end())
    }

    /// The fact; `None` where nothing happened to a document.
    pub(crate) fn fact(&self) -> Option<Fact> {
        let channel = Channel::Email;
        let attempt = AttemptKey::on(channel);
        Some(match self.outcome {
            Outcome::Failed => Fact::Failed {
                attempt,
                problem: self.problem(self.reason.usual_action()),
            },
            Outcome::Delayed => Fact::Deferred {
                attempt,
                problem: self.problem(Action::Wait),
            },
            // The mail arrived, and is not wanted: no failed delivery, but the
            // next one should not go there unasked.
            Outcome::Complaint => Fact::Deferred {
                attempt,
                problem: self.problem(Action::Fix),
            },
            Outcome::Delivered(evidence) => Fact::Delivered { attempt, evidence },
            Outcome::Opened => Fact::Opened { channel },
            Outcome::Deleted => Fact::Deleted { channel },
            Outcome::Nothing => return None,
        })
    }

    fn problem(&self, action: Action) -> Problem {
        let (code, namespace) = self.code.clone().unzip();
        Problem {
            reason: self.reason,
            action,
            code,
            namespace: namespace.map(str::to_owned),
            text: self
                .words
                .as_deref()
                .map(|words| words.chars().take(WORDS_CHARS_MAX).collect()),
            place: (!self.recipient.is_empty()).then(|| self.recipient.clone()),
        }
    }
}
