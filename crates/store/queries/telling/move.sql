UPDATE payment_tellings
SET payment_id = $3
WHERE organisation_id = $1 AND payment_id = $2
