DELETE FROM reports
WHERE organisation_id = $1 AND report = $2
