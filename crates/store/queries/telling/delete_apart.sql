DELETE FROM payments_apart
WHERE organisation_id = $1 AND (payment_id = $2 OR other_id = $2)
