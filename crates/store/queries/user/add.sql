INSERT INTO users (organisation_id, user_id, email, name, password_hash, language)
VALUES ($1, $2, $3, $4, $5, $6)
