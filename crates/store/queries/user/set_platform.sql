UPDATE users
SET is_platform = $3
WHERE organisation_id = $1 AND user_id = $2
