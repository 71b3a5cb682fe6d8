SELECT organisation_id, user_id, email, name, password_hash, language,
    role, companies, keys_off, is_platform, joined_at, subject
FROM users
WHERE email = $1
ORDER BY organisation_id
LIMIT $2
