-- Another document that goes by the same number but says something else.
SELECT document_id
FROM documents
WHERE organisation_id = $1
    AND number = $2
    AND company_id = $3
    AND kind = $4
    AND fingerprint <> $5
LIMIT 1
