-- Credit notes that name this number.
SELECT document_id
FROM document_references
WHERE organisation_id = $1 AND number = $2
ORDER BY document_id
LIMIT $3
