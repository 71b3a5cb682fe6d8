-- Whether a payment belongs to no document and may be matched by itself.
SELECT 1
FROM payments
WHERE organisation_id = $1 AND payment_id = $2 AND document_id IS NULL AND hands_off = 0
