SELECT document_id
FROM events
WHERE organisation_id = $1
    AND seq >= $2
    AND seq < $3
    AND learned_at > $4
    AND document_id IS NOT NULL
