SELECT 1
FROM held_documents
WHERE organisation_id = $1 AND document_id = $2
