SELECT position, place, kind, outcome, document_id, findings
FROM import_items
WHERE organisation_id = $1 AND import_id = $2 AND position = $3
