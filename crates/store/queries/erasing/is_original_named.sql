SELECT 1
FROM documents
WHERE organisation_id = $1 AND original_hash = $2
UNION ALL
SELECT 1
FROM attachments
WHERE organisation_id = $1 AND hash = $2 AND embedded = 0
