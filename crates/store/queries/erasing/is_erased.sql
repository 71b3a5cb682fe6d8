SELECT 1
FROM documents
WHERE organisation_id = $1 AND document_id = $2 AND customer_id = $3
