INSERT INTO bulks (organisation_id, bulk_id, action, filter, seq, asked_by_id, asked_by, asked_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
