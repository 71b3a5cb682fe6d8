DELETE FROM users
WHERE organisation_id = $1 AND user_id = $2
