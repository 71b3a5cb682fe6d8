//! Reports in words: what mail servers write where they do not follow RFC
//! 3464. Only a mail that a server sent is read so.

use crate::mail::part::Mail;
use crate::mail::reason;
use crate::mail::report::{ENHANCED, Outcome, REPLY, Report};
use crate::mail::status;
use domain::{Evidence, Reason};
use std::collections::BTreeSet;

/// Names that mail servers write under, in lower case.
const SERVERS: &[&str] = &[
    "mailer-daemon",
    "mailer daemon",
    "postmaster",
    "post_master",
    "poostmaster",
    "mail delivery s",
    "maildelivery",
    "system administrator",
    "mail-daemon",
];

/// Words of subjects that tell of a failed or delayed mail, in lower case.
const SUBJECTS: &[&str] = &[
    "undeliver",
    "returned mail",
    "return mail",
    "returning",
    "failure",
    "failed",
    "delivery status",
    "delivery notification",
    "could not be delivered",
    "error sending your mail",
    "delayed",
    "warning: message",
];

/// Words of texts that tell of a failed mail, in lower case.
const FAILURES: &[&str] = &[
    "could not be delivered",
    "couldn't be delivered",
    "not be delivered",
    "was not delivered",
    "did not receive",
    "unable to deliver",
    "wasn't able to deliver",
    "delivery failed",
    "delivery has failed",
    "delivery to the following",
    "error delivering",
    "undeliverable",
    "unable to send",
    "permanent error",
    "permanent failure",
    "giving up",
    "i've given up",
    "returned",
    "failed",
    "user unknown",
    "does not exist",
    "did not reach",
    "error occurred",
    "not found",
    "rejected",
    "no such user",
    "invalid user address",
];

/// Names that programs write under which nobody answers, in lower case.
const NOBODY: &[&str] = &["no-reply@", "noreply@", "donotreply@", "do-not-reply@"];

/// Words that say that the server still tries, in lower case.
const DELAYS: &[&str] = &[
    "will keep trying",
    "will continue to try",
    "will be retried",
    "still being retried",
    "still trying",
    "has been delayed",
    "not yet been delivered",
    "delivery attempts will continue",
    "no action is required on your part",
    "you do not need to resend",
    "temporary problem delivering",
];

/// Words that begin the mail that comes back, in lower case.
const ENDS: &[&str] = &[
    "original message",
    "original mail",
    "copy of the message",
    "copy of your message",
    "message headers follow",
    "below this line is a copy",
    "returned message",
    "undelivered message",
    "unsent message",
    "message header",
    "your message was",
];

/// Lines of text that may hold the failed recipients.
const LINES_MAX: usize = 400;

/// Whether a mail server sent this, by its name or its empty sender.
pub(super) fn is_from_server(mail: &Mail<'_>) -> bool {
    let from = mail.from();
    let is_named = SERVERS.iter().any(|name| from.contains(name));
    let has_no_sender = mail
        .header("return-path")
        .is_some_and(|path| matches!(path.trim(), "<>" | ""));
    is_named || (has_no_sender && SUBJECTS.iter().any(|it| mail.subject().contains(it)))
}

/// Whether a program says that it could not deliver the mail that it brings
/// back, under whatever name.
fn brings_back(mail: &Mail<'_>, words: &str) -> bool {
    let from = mail.from();
    let is_program = NOBODY.iter().any(|name| from.contains(name));
    is_program && words.contains("could not be delivered to") && mail.inner().next().is_some()
}

/// The reports in a mail of a server; `None` where it is none, or reports
/// nothing that can be understood.
pub(super) fn reports(mail: &Mail<'_>) -> Option<Vec<Report>> {
    let failed = mail.header("x-failed-recipients");
    let text = mail.text();
    let said = before_original(&text);
    let words = said.to_lowercase();
    if failed.is_none() && !is_from_server(mail) && !brings_back(mail, &words) {
        return None;
    }
    let subject = mail.subject();
    let tells = SUBJECTS.iter().any(|it| subject.contains(it))
        || FAILURES.iter().any(|it| words.contains(it))
        || DELAYS.iter().any(|it| words.contains(it));
    if failed.is_none() && !tells {
        return None;
    }
    let outcome = outcome(&subject, &words);
    let mut recipients = match failed {
        Some(list) => addresses(list).collect(),
        None => recipients(mail, said, &text),
    };
    if recipients.is_empty() {
        recipients.push(String::new());
    }
    let report = |recipient: String| report(recipient, outcome, said, &words);
    Some(recipients.into_iter().map(report).collect())
}

fn report(recipient: String, outcome: Outcome, said: &str, words: &str) -> Report {
    let line = telling_line(said, &recipient);
    let status = reason::status_in(&line).or_else(|| reason::status_in(said));
    let reply = reason::reply_in(&line).or_else(|| reason::reply_in(said));
    let reason = match reason::of(status.as_deref(), &line) {
        Reason::Other => reason::of(status.as_deref(), words),
        found => found,
    };
    Report {
        recipient,
        outcome,
        word: match outcome {
            Outcome::Failed => "failed, told in words",
            Outcome::Delayed => "delayed, told in words",
            _ => "delivered, told in words",
        }
        .to_owned(),
        code: status
            .map(|it| (it, ENHANCED))
            .or(reply.map(|it| (it, REPLY))),
        words: Some(line).filter(|line| !line.is_empty()),
        reason: match outcome {
            Outcome::Delayed => status::delayed(reason),
            _ => reason,
        },
        occurred_at: None,
    }
}

fn outcome(subject: &str, words: &str) -> Outcome {
    let is_final = [
        "giving up",
        "given up",
        "not going to try",
        "permanent error",
    ]
    .iter()
    .any(|it| words.contains(it));
    let is_delay = subject.contains("delay") || DELAYS.iter().any(|it| words.contains(it));
    let is_success = subject.contains("success") || subject.contains("relayed");
    match (is_final, is_delay, is_success) {
        (false, true, _) => Outcome::Delayed,
        (false, false, true) => Outcome::Delivered(Evidence::TransportReceipt),
        _ => Outcome::Failed,
    }
}

/// What the server says, without the mail that comes back behind it.
fn before_original(text: &str) -> &str {
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let lower = line.to_lowercase();
        let is_rule = line.trim_start().starts_with("--") || lower.trim_end().ends_with(':');
        let begins = ENDS.iter().any(|it| lower.contains(it)) && is_rule;
        let is_header = ["received:", "return-path:", "message-id:"]
            .iter()
            .any(|it| lower.starts_with(it));
        if at > 0 && (begins || is_header) {
            return &text[..at];
        }
        at += line.len();
    }
    text
}

/// The addresses that failed: those that begin a line or stand alone on it,
/// else the first that is named, else the one that the mail went to.
fn recipients(mail: &Mail<'_>, said: &str, text: &str) -> Vec<String> {
    let ours: BTreeSet<String> = ["from", "to", "reply-to", "return-path", "delivered-to"]
        .iter()
        .filter_map(|name| mail.header(name))
        .flat_map(|written| addresses(&written.to_lowercase()).collect::<Vec<_>>())
        .collect();
    let is_theirs = |address: &String| !ours.contains(&address.to_lowercase());
    let lines = || said.lines().take(LINES_MAX);
    let first_on_line = |line: &str| {
        let bare = line.trim().trim_start_matches(['<', '*', '-', ' ', '"']);
        let address = addresses(bare).next()?;
        bare.starts_with(&address).then_some(address)
    };
    let mut found: Vec<String> = lines()
        .filter_map(first_on_line)
        .filter(is_theirs)
        .collect();
    if found.is_empty() {
        let named = lines().flat_map(|line| addresses(line).collect::<Vec<_>>());
        found.extend(named.filter(is_theirs).take(1));
    }
    if found.is_empty() {
        let to = text.lines().find_map(|line| {
            line.strip_prefix("To:")
                .or_else(|| line.strip_prefix("to:"))
        });
        found.extend(to.into_iter().flat_map(addresses).filter(is_theirs).take(1));
    }
    let mut seen = BTreeSet::new();
    found.retain(|address| seen.insert(address.to_lowercase()));
    found
}

/// Every mail address in a text.
fn addresses(text: &str) -> impl Iterator<Item = String> + '_ {
    let is_part = |c: char| c.is_alphanumeric() || "@.!#$%&'*+/=?^_`{|}~-".contains(c);
    text.split(move |c| !is_part(c)).filter_map(|word| {
        let word = word.trim_matches(['.', '\'', '-', '=']);
        let (local, domain) = word.split_once('@')?;
        let is_address =
            !local.is_empty() && domain.contains('.') && !domain.contains('@') && domain.len() > 3;
        is_address.then(|| word.to_owned())
    })
}

/// The line that tells why: one with a code behind the recipient's, else the
/// lines behind it, else the first with a code.
fn telling_line(said: &str, recipient: &str) -> String {
    let lines: Vec<&str> = said.lines().map(str::trim).collect();
    let has_code =
        |line: &&str| reason::status_in(line).is_some() || reason::reply_in(line).is_some();
    let about = lines
        .iter()
        .position(|line| !recipient.is_empty() && line.contains(recipient));
    let behind = about.map_or(&lines[..0], |at| &lines[at..]);
    let paragraph: Vec<&str> = behind
        .iter()
        .copied()
        .take_while(|line| !line.is_empty())
        .take(8)
        .collect();
    let coded = |lines: &[&str]| lines.iter().copied().find(has_code).map(str::to_owned);
    coded(behind)
        .filter(|_| paragraph.len() < 2)
        .or_else(|| (paragraph.len() > 1).then(|| paragraph.join(" ")))
        .or_else(|| coded(&lines))
        .unwrap_or_default()
}
