SELECT user_id, email, name, password_hash, language
FROM users
WHERE organisation_id = $1 AND user_id = $2
