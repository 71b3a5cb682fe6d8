SELECT document_id, seq
FROM standings
WHERE organisation_id = $1 AND document_id BETWEEN $2 AND $3
ORDER BY document_id
LIMIT $4
