INSERT INTO letters (organisation_id, letter_key, recipient, subject, state, created_at, attempts,
    tried_at, error)
VALUES ($1, $2, $3, $4, 0, $5, 0, NULL, NULL)
ON CONFLICT DO NOTHING
