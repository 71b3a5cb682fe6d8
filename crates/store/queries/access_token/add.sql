INSERT INTO access_tokens (organisation_id, token, api_key_id, scopes, expires_at)
VALUES ($1, $2, $3, $4, $5)
