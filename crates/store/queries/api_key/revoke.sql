UPDATE api_keys
SET revoked_at = COALESCE(revoked_at, $3)
WHERE organisation_id = $1 AND api_key_id = $2
