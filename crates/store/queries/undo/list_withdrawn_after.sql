SELECT seq, document_id
FROM withdrawn_documents
WHERE organisation_id = $1 AND seq > $2
ORDER BY seq
LIMIT $3
