SELECT import_id
FROM documents
WHERE organisation_id = $1 AND document_id = $2
