INSERT INTO holds (
    organisation_id, hold_id, name, reason, filter, document_id, set_at, set_by
)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
ON CONFLICT DO NOTHING
