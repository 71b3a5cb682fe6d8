INSERT INTO held_documents (organisation_id, document_id, hold_id)
VALUES ($1, $2, $3)
ON CONFLICT DO NOTHING
