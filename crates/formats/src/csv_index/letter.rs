//! One row of a list from a print shop or the post becomes one event: what
//! became of a letter.

use crate::csv_index::cell;
use crate::csv_index::column::Column;
use crate::csv_index::row::Row;
use domain::intake::{NewEvent, Target};
use domain::{AttemptKey, Channel, Evidence, Fact, Problem, Reason, SourceKey};

/// The system of events whose list gives them no key of their own.
const SYSTEM: &str = "csv-returns";

/// What became of a letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Status {
    Sent,
    Delivered,
    Forwarded,
    Returned,
    Failed,
}

/// Words for it, in English and Norwegian.
const STATUSES: &[(&str, Status)] = &[
    ("printed", Status::Sent),
    ("sent", Status::Sent),
    ("handed_to_post", Status::Sent),
    ("sendt", Status::Sent),
    ("utskrevet", Status::Sent),
    ("postlagt", Status::Sent),
    ("delivered", Status::Delivered),
    ("levert", Status::Delivered),
    ("forwarded", Status::Forwarded),
    ("ettersendt", Status::Forwarded),
    ("returned", Status::Returned),
    ("return", Status::Returned),
    ("retur", Status::Returned),
    ("returnert", Status::Returned),
    ("failed", Status::Failed),
    ("feilet", Status::Failed),
    ("makulert", Status::Failed),
];

/// Words for why, in English and Norwegian; the first that is part of what is
/// written decides.
const REASONS: &[(&str, Reason)] = &[
    ("unknown", Reason::RecipientUnknown),
    ("ukjent", Reason::RecipientUnknown),
    ("deceased", Reason::RecipientUnknown),
    ("død", Reason::RecipientUnknown),
    ("address", Reason::AddressWrong),
    ("adresse", Reason::AddressWrong),
    ("moved", Reason::AddressWrong),
    ("flyttet", Reason::AddressWrong),
    ("refused", Reason::RejectedByRecipient),
    ("nektet", Reason::RejectedByRecipient),
    ("full", Reason::MailboxFull),
];

/// Reads a row; `None` only where a finding says why.
pub(super) fn read(row: &mut Row<'_>) -> Option<NewEvent> {
    let status = row.read(Column::Status, status);
    let status = row.needed(Column::Status, status);
    let occurred_at = row.read(Column::Occurred, cell::time);
    let occurred_at = row.needed(Column::Occurred, occurred_at);
    let channel = row.read(Column::Channel, cell::channel);
    let target = target(row);
    let (status, occurred_at, target) = (status?, occurred_at?, target?);
    let attempt = AttemptKey::on(channel.unwrap_or(Channel::Print));
    let parts = [
        name_of(&target),
        row.text(Column::Status).unwrap_or_default(),
        occurred_at.to_string(),
        row.text(Column::Code).unwrap_or_default(),
    ];
    Some(NewEvent {
        source: SourceKey::new(SYSTEM, parts.join("/")),
        target,
        occurred_at,
        fact: fact(status, attempt, problem(row, status)),
    })
}

fn status(written: &str) -> Result<Status, String> {
    let word = written.to_lowercase().replace(' ', "_");
    let found = STATUSES.iter().find(|(known, _)| *known == word);
    found.map(|(_, status)| *status).ok_or_else(|| {
        let known: Vec<&str> = STATUSES.iter().map(|(known, _)| *known).collect();
        format!("'{written}' is not one of {}", known.join(", "))
    })
}

fn target(row: &mut Row<'_>) -> Option<Target> {
    if let Some(key) = row.source() {
        return Some(Target::Source(key));
    }
    if let Some(number) = row.text(Column::Number) {
        return Some(Target::Number(number));
    }
    let account = row.account();
    match row.kid() {
        Some(kid) => Some(Target::Kid { kid, account }),
        None => {
            let message = "empty; every row names its document by number, KID, or source with \
                           source_id";
            row.wrong(Column::Number, message);
            None
        }
    }
}

fn name_of(target: &Target) -> String {
    match target {
        Target::Source(key) => format!("{}/{}", key.source, key.id),
        Target::Number(number) => number.clone(),
        Target::Kid { kid, .. } => kid.clone(),
        Target::Document(id) => id.to_string(),
    }
}

fn fact(status: Status, attempt: AttemptKey, problem: Problem) -> Fact {
    match status {
        Status::Sent => Fact::Sent {
            attempt,
            open_receipt: true,
        },
        Status::Delivered => Fact::Delivered {
            evidence: match attempt.channel {
                // The post says that it has it, nobody that it lies there.
                Channel::Print => Evidence::TransportReceipt,
                _ => Evidence::Confirmed,
            },
            attempt,
        },
        Status::Forwarded => Fact::Deferred { attempt, problem },
        Status::Returned => Fact::Returned { attempt, problem },
        Status::Failed => Fact::Failed { attempt, problem },
    }
}

fn problem(row: &Row<'_>, status: Status) -> Problem {
    let said = row.text(Column::Reason);
    let lower = said.clone().unwrap_or_default().to_lowercase();
    let usual = match status {
        Status::Returned => Reason::Returned,
        Status::Forwarded => Reason::AddressWrong,
        _ => Reason::Other,
    };
    let coded = lower.parse::<Reason>().ok();
    let worded = || {
        let found = REASONS.iter().find(|(word, _)| lower.contains(word));
        found.map(|(_, reason)| *reason)
    };
    let reason = coded.or_else(worded).unwrap_or(usual);
    let words = [said, row.text(Column::Text)];
    let words: Vec<String> = words.into_iter().flatten().collect();
    Problem {
        code: row.text(Column::Code),
        namespace: row.text(Column::Source),
        text: (!words.is_empty()).then(|| words.join(". ")),
        ..Problem::of(reason)
    }
}
