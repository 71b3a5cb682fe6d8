SELECT 1
FROM payments
WHERE organisation_id = $1 AND payment_id = $2
