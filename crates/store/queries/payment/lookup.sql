SELECT
    payment_id, source, source_id, company_id, import_id, account, kid, amount_minor,
    currency, value_on, paid_by, payer_account, payer_name, text, bank_reference, learned_at,
    document_id, round, by_hand,
    import_position
FROM payments
WHERE organisation_id = $1 AND payment_id = $2
