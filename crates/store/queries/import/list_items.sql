SELECT position, place, kind, outcome, document_id, findings
FROM import_items
WHERE organisation_id = $1
    AND import_id = $2
    AND position >= $3
    AND (CAST($4 AS TEXT) IS NULL OR outcome = $4)
ORDER BY position
LIMIT $5
