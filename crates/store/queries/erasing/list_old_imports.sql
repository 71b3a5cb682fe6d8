SELECT i.import_id, i.hash
FROM imports AS i
WHERE i.organisation_id = $1
    AND i.received_at < $2
    AND i.name <> ''
    AND NOT EXISTS (
        SELECT 1
        FROM documents AS d
        WHERE d.organisation_id = $1 AND d.import_id = i.import_id
    )
ORDER BY i.received_at, i.import_id
LIMIT $3
