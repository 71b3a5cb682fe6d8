SELECT
    hash,
    (
        SELECT COUNT(*)
        FROM documents AS d, held_documents AS h
        WHERE d.organisation_id = $1
            AND d.import_id = $2
            AND h.organisation_id = $1
            AND h.document_id = d.document_id
    ) AS held
FROM imports
WHERE organisation_id = $1 AND import_id = $2
