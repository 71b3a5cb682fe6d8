UPDATE users
SET name = $3, keys_off = $4
WHERE organisation_id = $1 AND user_id = $2
