DELETE FROM bulk_rows
WHERE organisation_id = $1 AND document_id = $2
