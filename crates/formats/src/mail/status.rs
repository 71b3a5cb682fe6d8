//! Delivery status of RFC 3464: one group of fields about the message, then
//! one about each recipient.

use crate::mail::part::{Mail, field, fields};
use crate::mail::reason;
use crate::mail::report::{ENHANCED, Outcome, REPLY, Report};
use domain::{Evidence, Reason};
use jiff::Timestamp;

/// Every report in a mail with delivery status; `None` where it has none.
pub(super) fn reports(mail: &Mail<'_>) -> Option<Vec<Report>> {
    let status = mail
        .part("message", "delivery-status")
        .or_else(|| mail.part("message", "global-delivery-status"))
        .map(|it| it.replace('\r', ""))
        .or_else(|| in_text(mail))?;
    let reports: Vec<Report> = groups(&status)
        .into_iter()
        .filter_map(|group| report(mail, &group))
        .collect();
    (!reports.is_empty()).then_some(reports)
}

/// Some servers write the fields into the text of the mail.
fn in_text(mail: &Mail<'_>) -> Option<String> {
    let text = mail.text();
    let lower = text.to_ascii_lowercase();
    let is_it = lower.starts_with("final-recipient:") || lower.contains("\nfinal-recipient:");
    (is_it && lower.contains("\naction:")).then_some(text)
}

fn groups(status: &str) -> Vec<Vec<(String, String)>> {
    let mut groups = Vec::new();
    let mut block = String::new();
    for line in status.lines().chain([""]) {
        if !line.trim().is_empty() {
            block.push_str(line);
            block.push('\n');
            continue;
        }
        if !block.is_empty() {
            groups.extend(by_recipient(fields(&block)));
            block.clear();
        }
    }
    groups
}

/// Groups whose empty line was lost: a second final recipient begins another.
fn by_recipient(fields: Vec<(String, String)>) -> Vec<Vec<(String, String)>> {
    let mut groups: Vec<Vec<(String, String)>> = vec![Vec::new()];
    for (name, value) in fields {
        let is_second = name == "final-recipient"
            && groups
                .last()
                .is_some_and(|group| field(group, "final-recipient").is_some());
        if is_second {
            groups.push(Vec::new());
        }
        if let Some(group) = groups.last_mut() {
            group.push((name, value));
        }
    }
    groups
}

fn report(mail: &Mail<'_>, group: &[(String, String)]) -> Option<Report> {
    let recipient = [
        "final-recipient",
        "original-recipient",
        "x-actual-recipient",
    ]
    .iter()
    .find_map(|name| field(group, name))
    .map(address);
    let action = field(group, "action").unwrap_or_default();
    if recipient.is_none() && action.is_empty() {
        return None;
    }
    let words = field(group, "diagnostic-code")
        .or_else(|| field(group, "x-supplementary-info"))
        .map(typed);
    let status = field(group, "status")
        .and_then(reason::status_in)
        .filter(|status| !status.ends_with(".0.0"))
        .or_else(|| reason::status_in(words.as_deref()?))
        .or_else(|| field(group, "status").and_then(reason::status_in));
    let reply = words.as_deref().and_then(reason::reply_in);
    let outcome = outcome(action, status.as_deref(), reply.as_deref())?;
    let said = words.clone().unwrap_or_default();
    let reason = match outcome {
        Outcome::Delayed => delayed(reason::of(status.as_deref(), &said)),
        _ => reason::of(
            status.as_deref(),
            &format!("{said} {}", mail_words(mail, &said)),
        ),
    };
    let code = status.map(|it| (it, ENHANCED));
    Some(Report {
        recipient: recipient.unwrap_or_default(),
        outcome,
        word: match action {
            "" => "no action".to_owned(),
            action => action.to_owned(),
        },
        code: code.or(reply.map(|it| (it, REPLY))),
        words,
        reason,
        occurred_at: field(group, "last-attempt-date").and_then(moment),
    })
}

/// Where the fields say nothing in words, the text of the mail may.
fn mail_words(mail: &Mail<'_>, said: &str) -> String {
    if said.is_empty() {
        mail.text()
    } else {
        String::new()
    }
}

/// What is tried again is a mailbox that is full or a technical fault.
pub(super) fn delayed(reason: Reason) -> Reason {
    match reason {
        Reason::MailboxFull => Reason::MailboxFull,
        _ => Reason::TechnicalRetry,
    }
}

/// The address behind its type: `rfc822; kari@example.no`.
fn address(written: &str) -> String {
    let address = typed(written);
    let address = address.trim().trim_matches(['<', '>']);
    address
        .split_whitespace()
        .next()
        .unwrap_or_default()
        .to_owned()
}

/// A value without the type before its semicolon.
fn typed(written: &str) -> String {
    match written.split_once(';') {
        Some((kind, value)) if !kind.trim().contains(char::is_whitespace) => {
            value.trim().to_owned()
        }
        _ => written.trim().to_owned(),
    }
}

/// What became of it, by the action; where that is no word of the standard,
/// by the codes.
fn outcome(action: &str, status: Option<&str>, reply: Option<&str>) -> Option<Outcome> {
    let action = action.to_ascii_lowercase();
    let word = action.split(|c: char| !c.is_ascii_alphabetic()).next();
    Some(match word.unwrap_or_default() {
        "failed" | "failure" | "fail" => Outcome::Failed,
        "delayed" | "delay" => Outcome::Delayed,
        "delivered" => Outcome::Delivered(Evidence::Confirmed),
        "relayed" | "expanded" => Outcome::Delivered(Evidence::TransportReceipt),
        // A server was asked whether it would take the address; nothing was sent.
        "deliverable" => Outcome::Nothing,
        _ => {
            let class = status.or(reply).and_then(|code| code.chars().next());
            match class? {
                '5' => Outcome::Failed,
                '4' => Outcome::Delayed,
                _ => Outcome::Delivered(Evidence::TransportReceipt),
            }
        }
    })
}

/// A moment as mail writes it.
pub(super) fn moment(written: &str) -> Option<Timestamp> {
    let date = mail_parser::DateTime::parse_rfc822(written).filter(|date| date.is_valid())?;
    Timestamp::from_second(date.to_timestamp()).ok()
}
