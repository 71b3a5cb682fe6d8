//! What the stories are about: files as senders, channels and banks write them.

use serde_json::{Value, json};
use testkit::{Installation, Visitor};

/// The invoice that most stories are about.
pub(crate) const NUMBER: &str = "F1001";
/// Its payment reference.
pub(crate) const KID: &str = "2345676";
/// The account it is paid to.
pub(crate) const ACCOUNT: &str = "86011117947";

fn invoice(number: &str, kid: &str, customer: &str, channel: &str) -> Value {
    json!({
        "type": "document", "source": "erp", "source_id": number, "kind": "invoice",
        "number": number, "customer": {"number": customer, "name": format!("Kunde {customer} <b>")},
        "channel": channel, "kid": kid, "account": ACCOUNT,
        "amount": {"amount": "1250.00", "currency": "NOK"},
        "issued_on": "2026-11-02", "due_on": "2026-11-16", "received_at": "2026-11-02T08:00:00Z"
    })
}

fn event(id: &str, at: &str, fact: Value) -> Value {
    json!({
        "type": "event", "source": "mail", "source_id": id,
        "document": {"number": NUMBER}, "occurred_at": at, "fact": fact
    })
}

/// A payment of the account in the samples.
pub(crate) fn payment(id: &str, kid: &str, amount: &str) -> String {
    json!({
        "type": "payment", "source": "bank", "source_id": id, "account": ACCOUNT, "kid": kid,
        "amount": {"amount": amount, "currency": "NOK"}, "value_on": "2026-11-12", "paid_by": "giro"
    })
    .to_string()
}

/// An invoice whose e-mail bounced, one in the digital mailbox, and one that
/// is paid.
pub(crate) async fn fill(installation: &Installation) {
    let bounce = json!({
        "type": "failed", "channel": "email",
        "problem": {
            "reason": "address_wrong", "action": "fix", "code": "5.1.1",
            "namespace": "smtp", "text": "550 5.1.1 <nobody@x.example>: no such user"
        }
    });
    let lines = [
        invoice(NUMBER, KID, "1", "email"),
        event(
            "1",
            "2026-11-02T09:00:00Z",
            json!({"type": "sent", "channel": "email"}),
        ),
        event("2", "2026-11-02T09:05:00Z", bounce),
        invoice("F1002", "12345678903", "2", "digipost"),
        invoice("F1003", "01290865", "3", "efaktura"),
    ];
    let mut text: Vec<String> = lines.iter().map(Value::to_string).collect();
    text.push(payment("1", "01290865", "1250.00"));
    let (summary, items) = installation
        .import(&[("all.ndjson", text.join("\n").as_bytes())])
        .await;
    assert_eq!(summary.items.stored, 6, "{items:?}");
}

/// The address of a document, found by clicking through the list.
pub(crate) async fn document_path(visitor: &mut Visitor, number: &str) -> String {
    let list = visitor.get(&format!("/documents?q={number}")).await.text();
    let marker = "href=\"/documents/";
    let links = list
        .split(marker)
        .skip(1)
        .map(|rest| rest.split(['"', '?']).next().unwrap_or_default());
    let id = links
        .into_iter()
        .find(|link| link.len() == 36)
        .expect("a link to the document");
    format!("/documents/{id}")
}
