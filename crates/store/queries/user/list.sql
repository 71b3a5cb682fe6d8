SELECT user_id, email, name, password_hash, language,
    role, companies, keys_off, is_platform, joined_at, subject
FROM users
WHERE organisation_id = $1
ORDER BY name, user_id
