SELECT hash
FROM condemned_originals
WHERE organisation_id = $1
LIMIT $2
