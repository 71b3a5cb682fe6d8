SELECT position, place, kind, outcome, document_id, findings
FROM import_items
WHERE organisation_id = $1
    AND import_id = $2
    AND position >= $3
    AND ($4 IS NULL OR outcome = $4)
ORDER BY position
LIMIT $5
