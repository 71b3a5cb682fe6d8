-- Originals of the newest imports, for a sample.
SELECT i.hash
FROM imports AS i
WHERE i.organisation_id = $1
    AND i.size > 0
    AND NOT EXISTS (
        SELECT 1
        FROM erased_originals AS e
        WHERE e.organisation_id = $1 AND e.hash = i.hash
    )
ORDER BY i.received_at DESC, i.import_id DESC
LIMIT $2
