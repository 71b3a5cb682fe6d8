INSERT INTO imports (
    organisation_id, import_id, name, hash, size, format, received_at, user_id, is_complete, findings,
    stored, duplicate, rejected, unmatched
)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 0, 0, 0, 0)
ON CONFLICT (organisation_id, import_id) DO NOTHING
