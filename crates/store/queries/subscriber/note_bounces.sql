UPDATE report_subscribers
SET bounces = $4
WHERE organisation_id = $1 AND report = $2 AND address = $3
