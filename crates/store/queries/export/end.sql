UPDATE exports
SET state = $3, size = $4, error = $5, expires_at = $6
WHERE organisation_id = $1 AND export_id = $2 AND state = 0
