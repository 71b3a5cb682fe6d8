//! How values look in JSON: snake case, RFC 3339, money with its currency,
//! open vocabularies by their codes.

use app::documents::{Row, Shown, Sum};
use app::imports::{ItemReport, Summary};
use domain::document::{Attachment, OriginalRef};
use domain::{Attempt, Event, Finding, Money, Payment, Problem};
use serde_json::{Value, json};

/// A document as a list carries it.
pub(super) fn row(row: &Row) -> Value {
    let (head, standing) = (&row.head, &row.standing);
    let outstanding = head.amount.map(|amount| Money {
        minor: standing.outstanding_minor(amount.minor),
        ..amount
    });
    json!({
        "id": head.id,
        "number": head.number,
        "kind": head.kind,
        "company": {"number": row.company_number, "name": row.company_name},
        "customer": {"id": head.customer, "number": row.customer_number, "name": row.customer_name},
        "channel": standing.channel,
        "processing": standing.processing,
        "delivery": standing.delivery,
        "recipient": standing.recipient,
        "payment": standing.payment,
        "overdue": row.is_overdue,
        "paid_by": standing.paid_by,
        "reason": standing.reason,
        "amount": head.amount,
        "outstanding": outstanding,
        "kid": head.kid,
        "account": head.account,
        "issued_on": head.issued_on,
        "due_on": head.due_on,
        "paid_on": standing.paid_on,
        "received_at": head.received_at,
        "sent_at": standing.sent_at,
        "delivered_at": standing.delivered_at,
        "opened_at": standing.opened_at,
        "batch": head.batch,
        "comments": standing.comments,
        "held": standing.held,
    })
}

/// Everything known of a document.
pub(super) fn shown(shown: &Shown) -> Value {
    let mut value = row(&shown.row);
    let document = &shown.document;
    let more = json!({
        "source": document.source.source,
        "source_id": document.source.id,
        "evidence": shown.row.standing.evidence,
        "details": document.details,
        "attempts": shown.attempts.iter().map(attempt).collect::<Vec<_>>(),
        "events": shown.events.iter().map(event).collect::<Vec<_>>(),
        "payments": shown.payments.iter().map(payment).collect::<Vec<_>>(),
        "comments": shown.comments.iter().map(comment).collect::<Vec<_>>(),
        "findings": findings(&document.findings),
        "original": document.original.as_ref().map(original),
        "attachments": document.attachments.iter().map(attachment).collect::<Vec<_>>(),
        "import": shown.import.as_ref().map(|import| json!({
            "id": import.id,
            "name": import.name,
            "received_at": import.received_at,
        })),
        "expires_on": shown.erased_on,
    });
    if let (Some(value), Value::Object(more)) = (value.as_object_mut(), more) {
        value.extend(more);
    }
    value
}

/// A payment as the bank told it.
pub(super) fn payment(payment: &Payment) -> Value {
    json!({
        "id": payment.id,
        "source": payment.source.source,
        "source_id": payment.source.id,
        "account": payment.account,
        "kid": payment.kid,
        "amount": payment.amount,
        "value_on": payment.value_on,
        "paid_by": payment.paid_by,
        "payer_account": payment.payer_account,
        "payer_name": payment.payer_name,
        "text": payment.text,
        "bank_reference": payment.bank_reference,
        "learned_at": payment.learned_at,
        "document": payment.matched.map(|matched| matched.document),
        "matched_by_hand": payment.matched.map(|matched| matched.by_hand),
    })
}

/// What became of an item of a file.
pub(super) fn item(report: &ItemReport) -> Value {
    json!({
        "file": report.file,
        "item": report.item,
        "format": report.format,
        "outcome": report.outcome.code(),
        "kind": report.kind.code(),
        "document": report.document,
        "findings": findings(&report.findings),
    })
}

/// What a run of imports came to.
pub(super) fn summary(summary: &Summary) -> Value {
    json!({"summary": {
        "files": summary.files,
        "bytes": summary.bytes,
        "stored": summary.items.stored,
        "duplicate": summary.items.duplicate,
        "unmatched": summary.items.unmatched,
        "rejected": summary.items.rejected,
    }})
}

/// Amounts, one entry a currency.
pub(super) fn sums(sums: &[Sum]) -> Value {
    sums.iter().map(|sum| json!(sum.amount)).collect()
}

fn findings(findings: &[Finding]) -> Value {
    json!(findings)
}

fn attempt(attempt: &Attempt) -> Value {
    json!({
        "channel": attempt.key.channel,
        "attempt": attempt.key.attempt,
        "delivery": attempt.delivery,
        "evidence": attempt.evidence,
        "started_at": attempt.started_at,
        "sent_at": attempt.sent_at,
        "delivered_at": attempt.delivered_at,
        "failed_at": attempt.failed_at,
        "problem": attempt.problem.as_ref().map(problem),
        "fell_back_to": attempt.fell_back_to,
    })
}

fn problem(problem: &Problem) -> Value {
    json!(problem)
}

fn event(event: &Event) -> Value {
    json!({
        "seq": event.seq,
        "source": event.source.source,
        "source_id": event.source.id,
        "occurred_at": event.occurred_at,
        "learned_at": event.learned_at,
        "fact": event.fact,
    })
}

fn comment(comment: &app::comments::Comment) -> Value {
    json!({
        "id": comment.id,
        "author": comment.author_name,
        "text": comment.text,
        "created_at": comment.created_at,
        "edited_at": comment.edited_at,
    })
}

fn original(original: &OriginalRef) -> Value {
    json!({
        "name": original.name,
        "media_type": original.media_type,
        "size": original.size,
        "sha256": original.hash,
    })
}

fn attachment(attachment: &Attachment) -> Value {
    json!({
        "name": attachment.name,
        "media_type": attachment.media_type,
        "size": attachment.size,
        "sha256": attachment.hash,
    })
}
