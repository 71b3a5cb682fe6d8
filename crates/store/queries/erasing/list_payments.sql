SELECT payment_id, source, source_id
FROM payments
WHERE organisation_id = $1 AND document_id = $2
