INSERT INTO passkeys (organisation_id, credential, user_id, name, content, created_at)
VALUES ($1, $2, $3, $4, $5, $6)
