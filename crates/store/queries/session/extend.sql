UPDATE sessions
SET expires_at = $3, seen_at = $4
WHERE organisation_id = $1 AND token = $2
