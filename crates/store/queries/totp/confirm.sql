UPDATE totps
SET confirmed_at = $3
WHERE organisation_id = $1 AND user_id = $2
