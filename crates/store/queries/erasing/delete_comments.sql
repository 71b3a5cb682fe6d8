DELETE FROM comments
WHERE organisation_id = $1 AND document_id = $2
