SELECT
    seq, document_id, company_id, customer_id, kind, intended_channel, number, kid, account,
    amount_minor, currency, issued_on, due_on, received_at, batch,
    processing, channel, delivery, evidence, recipient, payment, paid_by, reason,
    sent_at, delivered_at, opened_at, paid_on, scheduled_on, paid_minor, credited_minor,
    comments, held, changed_at, closed_at, parts
FROM standings
WHERE organisation_id = $1 AND seq BETWEEN $2 AND $3
ORDER BY seq
