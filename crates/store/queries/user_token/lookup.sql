SELECT token, user_id, purpose, created_at, expires_at
FROM user_tokens
WHERE organisation_id = $1 AND token = $2
