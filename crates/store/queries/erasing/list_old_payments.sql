SELECT payment_id, source, source_id
FROM payments
WHERE organisation_id = $1 AND document_id IS NULL AND learned_at < $2
LIMIT $3
