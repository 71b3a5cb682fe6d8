UPDATE bulks
SET action = $3, ended_at = $4
WHERE organisation_id = $1 AND bulk_id = $2 AND ended_at IS NULL
