INSERT INTO payments (
    organisation_id, payment_id, source, source_id, company_id, import_id, import_position,
    account, kid, amount_minor, currency, value_on, paid_by, payer_account, payer_name, text,
    bank_reference, learned_at, found_by, document_id, round, by_hand, hands_off
)
VALUES (
    $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18,
    $19, NULL, 0, 0, 0
)
