UPDATE api_keys
SET expires_at = CASE WHEN expires_at < $3 THEN expires_at ELSE $3 END
WHERE organisation_id = $1 AND api_key_id = $2
