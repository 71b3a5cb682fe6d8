SELECT DISTINCT document_id
FROM events
WHERE organisation_id = $1 AND document_id > $2 AND learned_at > $3
ORDER BY document_id
LIMIT $4
