SELECT
    e.seq AS seen,
    s.seq, s.document_id, s.company_id, s.customer_id, s.kind, s.intended_channel, s.number, s.kid,
    s.account, s.amount_minor, s.currency, s.issued_on, s.due_on, s.received_at, s.batch,
    s.processing, s.channel, s.delivery, s.evidence, s.recipient, s.payment, s.paid_by, s.reason,
    s.sent_at, s.delivered_at, s.opened_at, s.paid_on, s.scheduled_on, s.paid_minor,
    s.credited_minor, s.comments, s.held, s.changed_at, s.closed_at, s.parts
FROM events AS e
JOIN standings AS s
    ON s.organisation_id = e.organisation_id AND s.document_id = e.document_id
WHERE e.organisation_id = $1 AND e.seq = $2
