INSERT INTO payment_tellings (
    organisation_id, source, source_id, payment_id, import_id, import_position, kid, value_on,
    paid_by, payer_account, payer_name, text, bank_reference, learned_at
)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
