DELETE FROM links
WHERE organisation_id = $1 AND document_id = $2
