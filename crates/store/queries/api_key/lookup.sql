SELECT api_key_id, name, token, scopes, companies, created_by, created_at, expires_at,
    revoked_at, last_used_at
FROM api_keys
WHERE organisation_id = $1 AND api_key_id = $2
