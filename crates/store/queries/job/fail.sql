UPDATE jobs
SET state = 0, run_at = $4, error = $5
WHERE organisation_id = $1 AND job_id = $2 AND fence = $3 AND state = 1
