SELECT 1
FROM condemned_originals
WHERE organisation_id = $1 AND hash = $2
