INSERT INTO users (organisation_id, user_id, email, name, password_hash, language,
    role, companies, keys_off, is_platform, joined_at, subject)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
