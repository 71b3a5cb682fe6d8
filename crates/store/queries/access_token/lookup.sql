SELECT api_key_id, scopes, expires_at
FROM access_tokens
WHERE organisation_id = $1 AND token = $2
