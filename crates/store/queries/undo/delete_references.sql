DELETE FROM document_references
WHERE organisation_id = $1 AND document_id = $2
