DELETE FROM waiting_events
WHERE organisation_id = $1 AND learned_at < $2
