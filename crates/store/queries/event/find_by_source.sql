SELECT document_id
FROM events
WHERE organisation_id = $1 AND source = $2 AND source_id = $3
