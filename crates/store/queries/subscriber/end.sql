UPDATE report_subscribers
SET ended_at = COALESCE(ended_at, $4)
WHERE organisation_id = $1 AND report = $2 AND address = $3
