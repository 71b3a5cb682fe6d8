DELETE FROM jobs
WHERE organisation_id = $1 AND job_id = $2 AND fence = $3 AND state = 1
