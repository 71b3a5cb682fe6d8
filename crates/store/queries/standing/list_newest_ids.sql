SELECT document_id
FROM standings
WHERE organisation_id = $1
ORDER BY seq DESC
LIMIT $2
