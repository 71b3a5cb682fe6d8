SELECT organisation_id, user_id, email, name, password_hash, language
FROM users
WHERE email = $1
ORDER BY organisation_id
LIMIT $2
