-- What the only telling so far said, before another one is added to it.
INSERT INTO payment_tellings (
    organisation_id, source, source_id, payment_id, import_id, import_position, kid, value_on,
    paid_by, payer_account, payer_name, text, bank_reference, learned_at
)
SELECT
    organisation_id, source, source_id, payment_id, import_id, import_position, kid, value_on,
    paid_by, payer_account, payer_name, text, bank_reference, learned_at
FROM payments
WHERE organisation_id = $1 AND payment_id = $2
