-- Payments of the same money to the same account around the same days that
-- another system told of, and whose KID does not contradict.
SELECT
    payment_id, source, source_id, company_id, import_id, account, kid, amount_minor,
    currency, value_on, paid_by, payer_account, payer_name, text, bank_reference, learned_at,
    document_id, round, by_hand
FROM payments
WHERE organisation_id = $1
    AND account = $2
    AND amount_minor = $3
    AND currency = $4
    AND value_on BETWEEN $5 AND $6
    AND source <> $7
    AND (CAST($8 AS TEXT) IS NULL OR kid IS NULL OR kid = $8)
ORDER BY value_on, payment_id
LIMIT $9
