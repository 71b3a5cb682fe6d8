UPDATE reports
SET planned_until = $3
WHERE organisation_id = $1 AND report = $2 AND planned_until < $3
