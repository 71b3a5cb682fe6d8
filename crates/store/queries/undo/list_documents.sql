-- Documents that a file brought and that were not withdrawn.
SELECT document_id
FROM documents
WHERE organisation_id = $1
    AND import_id = $2
    AND document_id > $3
    AND NOT EXISTS (
        SELECT 1
        FROM withdrawn_documents AS gone
        WHERE gone.organisation_id = $1 AND gone.document_id = documents.document_id
    )
ORDER BY document_id
LIMIT $4
