UPDATE exports
SET done = $3, total = $4
WHERE organisation_id = $1 AND export_id = $2 AND state = 0
