SELECT hash, size
FROM originals
WHERE organisation_id = $1 AND hash > $2 AND bytes IS NULL
ORDER BY hash
LIMIT $3
