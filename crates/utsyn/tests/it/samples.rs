//! Small files of our own.

/// A line of Utsyn's own NDJSON: an invoice.
pub(crate) fn invoice_line(n: usize) -> String {
    let kid = domain::kid::with_mod10(&format!("{:08}", n + 1000));
    serde_json::json!({
        "type": "document",
        "source": "erp",
        "source_id": format!("invoice-{n}"),
        "kind": "invoice",
        "number": format!("F{n}"),
        "customer": {"number": format!("{}", 100 + n % 7), "name": format!("Kunde {}", n % 7)},
        "channel": "email",
        "kid": kid,
        "account": "86011117947",
        "amount": {"amount": "125.00", "currency": "NOK"},
        "issued_on": "2026-11-01",
        "due_on": "2026-11-15",
        "received_at": "2026-11-01T08:00:00Z"
    })
    .to_string()
}

/// A payment of the invoice that [`invoice_line`] makes for the same number.
pub(crate) fn payment_line(n: usize) -> String {
    let kid = domain::kid::with_mod10(&format!("{:08}", n + 1000));
    serde_json::json!({
        "type": "payment",
        "source": "bank",
        "source_id": format!("payment-{n}"),
        "account": "86011117947",
        "kid": kid,
        "amount": {"amount": "125.00", "currency": "NOK"},
        "value_on": "2026-11-12",
        "paid_by": "giro"
    })
    .to_string()
}
