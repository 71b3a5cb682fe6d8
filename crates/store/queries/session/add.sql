INSERT INTO sessions (organisation_id, token, user_id, created_at, expires_at,
    seen_at, proven_at, is_strong, agent, address, seen_as)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
