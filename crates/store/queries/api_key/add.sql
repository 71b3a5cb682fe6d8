INSERT INTO api_keys (organisation_id, api_key_id, name, token, scopes, companies, created_by,
    created_at, expires_at, revoked_at, last_used_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, NULL, NULL)
