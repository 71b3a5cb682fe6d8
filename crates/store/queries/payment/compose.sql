-- What several tellings of a payment say together, and which of them it goes by.
UPDATE payments
SET source = $3, source_id = $4, import_id = $5, import_position = $6, kid = $7, value_on = $8,
    paid_by = $9, payer_account = $10, payer_name = $11, text = $12, bank_reference = $13,
    found_by = $14
WHERE organisation_id = $1 AND payment_id = $2
