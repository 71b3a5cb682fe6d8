SELECT document_id, seq
FROM standings
WHERE organisation_id = $1 AND document_id = $2
