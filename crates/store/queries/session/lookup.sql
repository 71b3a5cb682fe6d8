SELECT token, user_id, created_at, expires_at
FROM sessions
WHERE organisation_id = $1 AND token = $2
