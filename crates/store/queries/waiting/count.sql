SELECT COUNT(*)
FROM waiting_events
WHERE organisation_id = $1
