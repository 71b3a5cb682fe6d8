SELECT 1
FROM documents
WHERE organisation_id = $1 AND document_id = $2
    AND NOT EXISTS (
        SELECT 1
        FROM withdrawn_documents AS gone
        WHERE gone.organisation_id = $1 AND gone.document_id = $2
    )
