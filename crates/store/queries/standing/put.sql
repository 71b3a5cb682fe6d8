-- The fixed fields of a document never change; the rest is as folded.
INSERT INTO standings (
    organisation_id, seq, document_id, company_id, customer_id, kind, intended_channel, number, kid, account,
    amount_minor, currency, issued_on, due_on, received_at, batch,
    processing, channel, delivery, evidence, recipient, payment, paid_by, reason,
    sent_at, delivered_at, opened_at, paid_on, scheduled_on, paid_minor, credited_minor,
    comments, held, changed_at,
    outstanding_minor, closed_at, parts
)
VALUES (
    $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20,
    $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32, $33, $34, $35, $36, $37
)
ON CONFLICT (organisation_id, document_id) DO UPDATE SET
    seq = excluded.seq,
    processing = excluded.processing,
    channel = excluded.channel,
    delivery = excluded.delivery,
    evidence = excluded.evidence,
    recipient = excluded.recipient,
    payment = excluded.payment,
    paid_by = excluded.paid_by,
    reason = excluded.reason,
    sent_at = excluded.sent_at,
    delivered_at = excluded.delivered_at,
    opened_at = excluded.opened_at,
    paid_on = excluded.paid_on,
    scheduled_on = excluded.scheduled_on,
    paid_minor = excluded.paid_minor,
    credited_minor = excluded.credited_minor,
    comments = excluded.comments,
    held = excluded.held,
    changed_at = excluded.changed_at,
    outstanding_minor = excluded.outstanding_minor,
    closed_at = excluded.closed_at,
    parts = excluded.parts
