UPDATE erasures
SET report = $3, ended_at = $4
WHERE organisation_id = $1 AND erasure_id = $2
