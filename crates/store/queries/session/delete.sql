DELETE FROM sessions
WHERE organisation_id = $1 AND token = $2
