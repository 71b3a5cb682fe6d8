SELECT seq, occurred_at, fact
FROM events
WHERE organisation_id = $1 AND document_id IS NULL AND occurred_at < $2
ORDER BY occurred_at, seq
LIMIT $3
