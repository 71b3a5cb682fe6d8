SELECT source, source_id
FROM payment_tellings
WHERE organisation_id = $1 AND payment_id = $2
