INSERT INTO document_references (organisation_id, number, document_id)
VALUES ($1, $2, $3)
ON CONFLICT (organisation_id, number, document_id) DO NOTHING
