SELECT
    payment_id, source, source_id, company_id, import_id, account, kid, amount_minor,
    currency, value_on, paid_by, payer_account, payer_name, text, bank_reference, learned_at,
    document_id, round, by_hand
FROM payments
WHERE organisation_id = $1
    AND document_id IS NULL
    AND (CAST($2 AS TEXT) IS NULL OR found_by LIKE $2 ESCAPE '!')
    AND (value_on, payment_id) < ($3, $4)
ORDER BY value_on DESC, payment_id DESC
LIMIT $5
