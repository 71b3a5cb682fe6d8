DELETE FROM waiting_events
WHERE organisation_id = $1 AND import_id = $2
