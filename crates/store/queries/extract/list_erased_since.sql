SELECT document_id
FROM standings
WHERE organisation_id = $1 AND seq > $2 AND customer_id = $3
