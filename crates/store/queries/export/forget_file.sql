UPDATE exports
SET size = NULL
WHERE organisation_id = $1 AND export_id = $2 AND state = 2
