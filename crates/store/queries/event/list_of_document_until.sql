SELECT seq, document_id, source, source_id, occurred_at, learned_at, fact
FROM events
WHERE organisation_id = $1 AND document_id = $2 AND learned_at <= $3
ORDER BY seq
