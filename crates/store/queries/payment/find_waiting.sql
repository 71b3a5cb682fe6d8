-- Payments with this KID that wait for a document and that nobody has taken
-- into their own hands.
SELECT payment_id
FROM payments
WHERE organisation_id = $1
    AND kid = $2
    AND document_id IS NULL
    AND hands_off = 0
    AND (CAST($3 AS TEXT) IS NULL OR account = $3)
ORDER BY value_on, payment_id
LIMIT $4
