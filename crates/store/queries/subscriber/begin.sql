UPDATE report_subscribers
SET ended_at = NULL, bounces = 0
WHERE organisation_id = $1 AND report = $2 AND address = $3
