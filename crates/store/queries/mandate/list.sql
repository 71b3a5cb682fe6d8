SELECT seq, occurred_at, fact
FROM events
WHERE organisation_id = $1 AND document_id IS NULL
    AND (substr(fact, 1, 24) = '{"type":"mandate_changed' OR substr(fact, 1, 19) = '{"type":"retracted"')
    AND occurred_at < $2
ORDER BY occurred_at, seq
LIMIT $3
