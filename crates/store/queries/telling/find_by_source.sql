SELECT document_id
FROM payments
WHERE organisation_id = $1
    AND payment_id = (
        SELECT payment_id
        FROM payment_tellings
        WHERE organisation_id = $1 AND source = $2 AND source_id = $3
    )
