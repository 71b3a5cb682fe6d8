DELETE FROM access_tokens
WHERE organisation_id = $1 AND expires_at <= $2
