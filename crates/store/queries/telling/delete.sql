DELETE FROM payment_tellings
WHERE organisation_id = $1 AND source = $2 AND source_id = $3
