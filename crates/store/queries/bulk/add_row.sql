INSERT INTO bulk_rows (organisation_id, bulk_id, place, document_id, state)
VALUES ($1, $2, $3, $4, 1)
ON CONFLICT DO NOTHING
