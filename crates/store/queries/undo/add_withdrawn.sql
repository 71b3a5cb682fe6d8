INSERT INTO withdrawn_documents (organisation_id, seq, document_id)
VALUES ($1, $2, $3)
