SELECT
    source, source_id, import_id, import_position, kid, value_on, paid_by, payer_account,
    payer_name, text, bank_reference, learned_at
FROM payment_tellings
WHERE organisation_id = $1 AND payment_id = $2
ORDER BY learned_at, source, source_id
