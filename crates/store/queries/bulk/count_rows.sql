SELECT state, COUNT(*) AS documents
FROM bulk_rows
WHERE organisation_id = $1 AND bulk_id = $2
GROUP BY state
