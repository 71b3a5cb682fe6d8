SELECT place, document_id, state, why
FROM bulk_rows
WHERE organisation_id = $1 AND bulk_id = $2 AND place > $3
ORDER BY place
LIMIT $4
