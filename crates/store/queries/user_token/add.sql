INSERT INTO user_tokens (organisation_id, token, user_id, purpose, created_at, expires_at)
VALUES ($1, $2, $3, $4, $5, $6)
