SELECT document_id
FROM held_documents
WHERE organisation_id = $1 AND hold_id = $2
ORDER BY document_id
LIMIT $3
