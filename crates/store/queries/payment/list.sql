SELECT
    payment_id, source, source_id, company_id, import_id, account, kid, amount_minor,
    currency, value_on, paid_by, payer_account, payer_name, text, bank_reference, learned_at,
    document_id, round, by_hand
FROM payments
WHERE organisation_id = $1
    AND ($2 = 0 OR document_id IS NOT NULL)
    AND (CAST($3 AS TEXT) IS NULL OR found_by LIKE $3 ESCAPE '!')
    AND (value_on, payment_id) < ($4, $5)
ORDER BY value_on DESC, payment_id DESC
LIMIT $6
