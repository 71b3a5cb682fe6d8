//! AvtaleGiro (service 21): claims and their cancellations become events,
//! mandates become mandates.

use crate::kid;
use crate::ocr_giro::date::Day;
use crate::ocr_giro::layout::{Assignment, Transaction, Transmission};
use crate::ocr_giro::record::Record;
use crate::xml::date;
use domain::intake::{ItemBody, ItemKind, NewEvent, NewMandate, Target};
use domain::{AttemptKey, Channel, Fact, Finding, SourceKey};
use jiff::Timestamp;
use jiff::civil::{Date, Time};

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
        (b"02" | b"21", b"30") => claim(assignment, first, Claim::Made, findings),
        (b"93", b"30") => claim(assignment, first, Claim::Cancelled, findings),
        _ => {
            let kind = first.text(5, 6);
            let message = format!("type {kind} of AvtaleGiro is not known (02, 21, 93 and 94 are)");
            findings.push(first.fault(message));
            Err(ItemKind::Event)
        }
    }
}

/// What happens to a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Claim {
    /// It is made.
    Made,
    /// It is taken back; the invoice itself stands.
    Cancelled,
}

impl Claim {
    const fn word(self) -> &'static str {
        match self {
            Self::Made => "claim",
            Self::Cancelled => "cancellation",
        }
    }

    fn fact(self) -> Fact {
        let attempt = AttemptKey::on(Channel::Avtalegiro);
        match self {
            Self::Made => Fact::Sent {
                attempt,
                open_receipt: true,
            },
            Self::Cancelled => Fact::Withdrawn { attempt },
        }
    }
}

/// That an invoice was sent as an AvtaleGiro claim, or that the claim was
/// taken back. The file has no time of its own: either happened at the latest
/// when the due date began.
fn claim(
    assignment: &Assignment<'_>,
    first: &Record,
    claim: Claim,
    findings: &mut Vec<Finding>,
) -> Result<ItemBody, ItemKind> {
    let due = Day::at(first, 16).date();
    let (kid, finding) = kid::read(&first.text(50, 74), &first.place());
    findings.extend(finding);
    let (Some(occurred_at), Some(kid)) = (due.and_then(start_of), kid) else {
        findings.push(first.fault(format!(
            "a {} needs a due date (16–21) and a KID (50–74)",
            claim.word()
        )));
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
            format!("{}/{}", claim.word(), parts.map(String::as_str).join("/")),
        ),
        target: Target::Kid {
            kid,
            account: Some(assignment.account.clone()),
        },
        occurred_at,
        fact: claim.fact(),
    })))
}

/// The days in these files are days in Norway.
fn start_of(day: Date) -> Option<Timestamp> {
    date::in_norway(day.to_datetime(Time::midnight()))
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
