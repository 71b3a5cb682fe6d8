SELECT 1
FROM payments_apart
WHERE organisation_id = $1
    AND ((payment_id = $2 AND other_id = $3) OR (payment_id = $3 AND other_id = $2))
