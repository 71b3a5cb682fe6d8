SELECT 1
FROM waiting_events
WHERE organisation_id = $1 AND source = $2 AND source_id = $3
