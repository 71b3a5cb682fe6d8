//! Why a mail failed: by its status code (RFC 3463), and where that says
//! nothing, by the server's words.

use domain::Reason;

/// Status codes without their first digit, with what they mean.
const BY_STATUS: &[(&str, Reason)] = &[
    ("1.0", Reason::AddressWrong),
    ("1.1", Reason::RecipientUnknown),
    ("1.2", Reason::AddressWrong),
    ("1.3", Reason::AddressWrong),
    ("1.4", Reason::AddressWrong),
    ("1.6", Reason::RecipientUnknown),
    ("1.10", Reason::AddressWrong),
    ("2.1", Reason::MailboxFull),
    ("2.2", Reason::MailboxFull),
    ("2.3", Reason::InvalidContent),
    ("3.4", Reason::InvalidContent),
    ("4.4", Reason::AddressWrong),
    ("7.0", Reason::RejectedByRecipient),
    ("7.1", Reason::RejectedByRecipient),
    ("7.2", Reason::RejectedByRecipient),
];

/// What is meant by all codes of a class that are not listed.
const BY_CLASS: &[(&str, Reason)] = &[
    ("1.", Reason::AddressWrong),
    ("3.", Reason::TechnicalFailed),
    ("4.", Reason::TechnicalFailed),
    ("5.", Reason::TechnicalFailed),
    ("6.", Reason::InvalidContent),
    ("7.", Reason::RejectedByRecipient),
];

/// Words of servers, in lower case, with what they mean; the first that is
/// found decides, so the telling ones stand first.
const BY_WORDS: &[(Reason, &[&str])] = &[
    (
        Reason::MailboxFull,
        &[
            "quota",
            "mailbox full",
            "mailbox is full",
            "is full",
            "mailbox exceeded",
            "mailbox for user is full",
            "insufficient disk",
            "account is full",
            "exceeded storage",
            "mailbox disabled",
            "account disabled",
            "account has been disabled",
            "account is disabled",
            "inactive",
            "suspended",
        ],
    ),
    (
        Reason::RecipientUnknown,
        &[
            "user unknown",
            "unknown user",
            "no such user",
            "recipient address rejected: access denied",
            "no such recipient",
            "no such mailbox",
            "no mailbox",
            "does not exist",
            "doesn't exist",
            "invalid recipient",
            "recipient unknown",
            "unknown recipient",
            "recipient not found",
            "user not found",
            "mailbox not found",
            "not a valid mailbox",
            "mailbox unavailable",
            "no longer",
            "unknown or illegal alias",
            "not listed in",
            "couldn't be found",
            "wasn't found",
            "doesn't have a",
            "no account",
            "unknown local",
            "unknown address",
            "unrouteable mail",
        ],
    ),
    (
        Reason::AddressWrong,
        &[
            "host unknown",
            "unknown host",
            "host not found",
            "domain not found",
            "no such domain",
            "domain is not reachable",
            "unknown domain",
            "domain does not",
            "name service error",
            "no such host",
            "unrouteable address",
            "couldn't find any host",
            "malformed",
            "bad address",
            "address syntax",
            "domain name",
            "no mx",
            "null mx",
        ],
    ),
    (
        Reason::InvalidContent,
        &[
            "too large",
            "too big",
            "message size",
            "size limit",
            "line limit",
            "exceeds the maximum",
            "virus",
            "malware",
        ],
    ),
    (
        Reason::RejectedByRecipient,
        &[
            "spam",
            "policy",
            "blocked",
            "blacklist",
            "blocklist",
            "denied",
            "rejected",
            "reputation",
            "not accepted",
            "refused",
            "authentication",
            "dmarc",
            "spf",
        ],
    ),
    (
        Reason::TechnicalFailed,
        &[
            "timed out",
            "timeout",
            "time-out",
            "connection",
            "in the queue too long",
            "queue too long",
            "retry",
            "loop",
            "too many",
            "not responding",
            "expired",
        ],
    ),
];

/// Why, by status code and words.
pub(crate) fn of(status: Option<&str>, words: &str) -> Reason {
    let detail = status
        .and_then(|status| status.split_once('.'))
        .map(|it| it.1);
    let listed = detail.and_then(|detail| {
        let exact = BY_STATUS.iter().find(|(code, _)| *code == detail);
        let class = || BY_CLASS.iter().find(|(class, _)| detail.starts_with(class));
        exact.or_else(class).map(|(_, reason)| *reason)
    });
    let words = words.to_lowercase();
    let said = BY_WORDS
        .iter()
        .find(|(_, known)| known.iter().any(|known| words.contains(known)))
        .map(|(reason, _)| *reason);
    match (listed, said) {
        // Servers answer 5.7.1, 5.2.1 and 5.4.1 to nearly everything, and then
        // their words say more than their code.
        (Some(listed), Some(Reason::RecipientUnknown)) if detail != Some("2.2") => match listed {
            Reason::InvalidContent => listed,
            _ => Reason::RecipientUnknown,
        },
        (Some(listed), Some(said @ (Reason::MailboxFull | Reason::AddressWrong)))
            if detail != Some("1.1") && listed != Reason::MailboxFull =>
        {
            match said {
                Reason::AddressWrong if listed != Reason::TechnicalFailed => listed,
                said => said,
            }
        }
        (Some(listed), _) => listed,
        (None, Some(said)) => said,
        (None, None) => Reason::Other,
    }
}

/// The first status code in a text: three numbers with points between, the
/// first 2, 4 or 5. Addresses of machines have four.
pub(crate) fn status_in(text: &str) -> Option<String> {
    let is_part = |c: char| c.is_ascii_digit() || c == '.';
    text.split(|c| !is_part(c))
        .map(|word| word.trim_matches('.'))
        .find(|word| is_status(word))
        .map(str::to_owned)
}

fn is_status(word: &str) -> bool {
    let parts: Vec<&str> = word.split('.').collect();
    let [class, subject, detail] = parts[..] else {
        return false;
    };
    let is_number = |part: &str| (1..=3).contains(&part.len());
    matches!(class, "2" | "4" | "5") && is_number(subject) && is_number(detail)
}

/// The first reply code in a text: three digits, the first 4 or 5, standing
/// alone.
pub(crate) fn reply_in(text: &str) -> Option<String> {
    let words = text.split(|c: char| !(c.is_ascii_alphanumeric() || c == '.' || c == ':'));
    words
        .map(|word| word.trim_matches(|c| c == ':' || c == '.'))
        .find(|word| {
            word.len() == 3
                && word.starts_with(['4', '5'])
                && word.bytes().all(|byte| byte.is_ascii_digit())
        })
        .map(str::to_owned)
}
