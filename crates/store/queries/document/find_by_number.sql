SELECT document_id
FROM documents
WHERE organisation_id = $1 AND number = $2
ORDER BY received_at DESC, document_id DESC
LIMIT $3
