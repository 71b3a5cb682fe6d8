//! AvtaleGiro (service 21): claims become events, mandates become mandates.

use crate::code;
use crate::kid;
use crate::ocr_giro::date::Day;
use crate::ocr_giro::layout::{Assignment, Transaction, Transmission};
use crate::ocr_giro::record::Record;
use domain::intake::{ItemBody, ItemKind, NewEvent, NewMandate, Target};
use domain::{AttemptKey, Channel, Fact, Finding, SourceKey};
use jiff::civil::Date;
use jiff::{Timestamp, tz::TimeZone};

/// The days in these files are days in Norway.
const ZONE: &str = "Europe/Oslo";

/// Reads one claim, cancellation or mandate.
pub(crate) fn read(
    transmission: &Transmission<'_>,
    assignment: &Assignment<'_>,
    transaction: &Transaction<'_>,
    findings: &mut Vec<Finding>,
) -> Result<ItemBody, ItemKind> {
    let first = transaction.first;
    match (first.kind(), first.record_type()) {
        (b"94", b"70") => mandate(transmission, assignment, first, findings),
        (b"02" | b"21", b"30") => claim(assignment, first, findings),
        (b"93", _) => {
            let message = "a cancellation takes back an AvtaleGiro claim, not the invoice; it is \
                           not read yet";
            findings.push(code::AVTALEGIRO_CANCELLATION_NOT_YET_READ.at(first.place(), message));
            Err(ItemKind::Event)
        }
        _ => {
            let kind = first.text(5, 6);
            let message = format!("type {kind} of AvtaleGiro is not known (02, 21, 93 and 94 are)");
            findings.push(first.fault(message));
            Err(ItemKind::Event)
        }
    }
}

/// That an invoice was sent as an AvtaleGiro claim. The file has no time of
/// its own: the claim was sent at the latest when its due date began.
fn claim(
    assignment: &Assignment<'_>,
    first: &Record,
    findings: &mut Vec<Finding>,
) -> Result<ItemBody, ItemKind> {
    let due = Day::at(first, 16).date();
    let (kid, finding) = kid::read(&first.text(50, 74), &first.place());
    findings.extend(finding);
    let (Some(occurred_at), Some(kid)) = (due.and_then(start_of), kid) else {
        findings.push(first.fault("a claim needs a due date (16–21) and a KID (50–74)"));
        return Err(ItemKind::Event);
    };
    let parts = [
        &assignment.account,
        &first.text(16, 21),
        &assignment.number,
        &first.text(9, 15),
        &kid,
        &first.text(33, 49),
    ];
    Ok(ItemBody::Event(Box::new(NewEvent {
        source: SourceKey::new(
            "avtalegiro",
            format!("claim/{}", parts.map(String::as_str).join("/")),
        ),
        target: Target::Kid {
            kid,
            account: Some(assignment.account.clone()),
        },
        occurred_at,
        fact: Fact::Sent {
            attempt: AttemptKey::on(Channel::Avtalegiro),
            open_receipt: true,
        },
    })))
}

fn start_of(day: Date) -> Option<Timestamp> {
    let zone = TimeZone::get(ZONE).unwrap_or(TimeZone::UTC);
    Some(day.to_zoned(zone).ok()?.timestamp())
}

fn mandate(
    transmission: &Transmission<'_>,
    assignment: &Assignment<'_>,
    first: &Record,
    findings: &mut Vec<Finding>,
) -> Result<ItemBody, ItemKind> {
    let kid = first.text(17, 41);
    if kid.is_empty() {
        findings.push(first.fault("a mandate needs a KID (17–41)"));
        return Err(ItemKind::Mandate);
    }
    findings.extend(kid::warning(&kid, &first.place()));
    let told_on = Day::at(transmission.end, 42)
        .date()
        .or_else(|| Day::at(assignment.end, 42).date());
    let when = match told_on {
        Some(day) => day.to_string(),
        // Without a day only the transmission tells two changes apart.
        None => transmission.start.text(17, 23),
    };
    let parts = [
        &assignment.account,
        &when,
        &assignment.number,
        &first.text(9, 15),
        &kid,
        &first.text(16, 16),
    ];
    let id = format!("mandate/{}", parts.map(String::as_str).join("/"));
    Ok(ItemBody::Mandate(Box::new(NewMandate {
        source: SourceKey::new("avtalegiro", id),
        account: assignment.account.clone(),
        active: first.bytes(16, 16) != b"2",
        notice: first.bytes(42, 42) == b"J",
        kid,
        told_on,
    })))
}
