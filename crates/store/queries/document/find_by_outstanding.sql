SELECT document_id
FROM standings
WHERE organisation_id = $1
    AND outstanding_minor = $2
    AND outstanding_minor > 0
    AND currency = $3
ORDER BY due_on IS NULL, due_on, document_id
LIMIT $4
