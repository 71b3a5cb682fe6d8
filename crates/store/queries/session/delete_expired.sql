DELETE FROM sessions
WHERE organisation_id = $1 AND expires_at <= $2
