-- Documents with this KID whose account does not contradict the one asked for.
SELECT document_id, account, kind, received_at
FROM documents
WHERE organisation_id = $1
    AND kid = $2
    AND (CAST($3 AS TEXT) IS NULL OR account IS NULL OR account = $3)
ORDER BY received_at DESC, document_id DESC
LIMIT $4
