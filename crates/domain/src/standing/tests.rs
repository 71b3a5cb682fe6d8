use super::*;
use crate::{
    Action, CommentId, CompanyId, Currency, CustomerId, DocumentId, DocumentKind, Money, PaymentId,
    Seq, SourceKey,
};
use jiff::ToSpan as _;
use jiff::civil::date;

mod cases;
mod properties;

/// Noon of the first day of a made-up story, so many hours later.
fn hour(hours: i64) -> Timestamp {
    let start: Timestamp = "2026-03-02T11:00:00Z".parse().unwrap();
    start.saturating_add(hours.hours()).unwrap()
}

fn event(hours: i64, fact: Fact) -> Event {
    Event {
        seq: Seq(hours),
        document: Some(document(1)),
        source: SourceKey::new("test", format!("{hours}")),
        occurred_at: hour(hours),
        learned_at: hour(hours + 1),
        fact,
    }
}

fn document(n: u8) -> DocumentId {
    DocumentId::from_parts(1, [n; 10])
}

fn payment(n: u8) -> PaymentId {
    PaymentId::from_parts(1, [n; 10])
}

fn comment(n: u8) -> CommentId {
    CommentId::from_parts(1, [n; 10])
}

fn nok(minor: i64) -> Money {
    Money::new(minor, Currency::NOK)
}

/// An invoice of 1 000 kroner, meant for eFaktura.
fn invoice() -> Head {
    Head {
        id: document(1),
        company: CompanyId::from_parts(1, [1; 10]),
        customer: CustomerId::from_parts(1, [1; 10]),
        kind: DocumentKind::Invoice,
        channel: Channel::Efaktura,
        number: "1".to_owned(),
        kid: None,
        account: None,
        amount: Some(nok(100_000)),
        issued_on: Some(date(2026, 3, 2)),
        due_on: Some(date(2026, 4, 2)),
        received_at: hour(0),
        batch: None,
    }
}

fn named(channel: Channel, name: &str) -> AttemptKey {
    AttemptKey {
        channel,
        attempt: name.to_owned(),
    }
}

fn queued(channel: Channel) -> Fact {
    Fact::Queued {
        attempt: AttemptKey::on(channel),
    }
}

fn sent(channel: Channel) -> Fact {
    Fact::Sent {
        attempt: AttemptKey::on(channel),
        open_receipt: true,
    }
}

fn delivered(channel: Channel, evidence: Evidence) -> Fact {
    Fact::Delivered {
        attempt: AttemptKey::on(channel),
        evidence,
    }
}

fn deferred(channel: Channel, reason: Reason) -> Fact {
    Fact::Deferred {
        attempt: AttemptKey::on(channel),
        problem: Problem::of(reason),
    }
}

fn failed(channel: Channel, reason: Reason) -> Fact {
    Fact::Failed {
        attempt: AttemptKey::on(channel),
        problem: Problem::of(reason),
    }
}

fn returned(channel: Channel) -> Fact {
    Fact::Returned {
        attempt: AttemptKey::on(channel),
        problem: Problem::of(Reason::Returned),
    }
}

fn fell_back(from: Channel, to: Channel) -> Fact {
    Fact::FellBack {
        attempt: AttemptKey::on(from),
        to,
    }
}

fn paid(n: u8, minor: i64, value_on: Date) -> Fact {
    Fact::PaymentMatched {
        payment: payment(n),
        round: 1,
        amount: nok(minor),
        value_on,
        paid_by: PaymentChannel::Giro,
    }
}
