UPDATE sessions
SET expires_at = $3
WHERE organisation_id = $1 AND token = $2
