SELECT import_id
FROM import_events
WHERE organisation_id = $1 AND seq = $2
