UPDATE exports
SET state = 2, size = COALESCE(size, 0), error = $3
WHERE organisation_id = $1 AND export_id = $2 AND state < 2
