UPDATE jobs
SET state = 0, run_at = $4, attempts = 0, crashes = 0, error = NULL
WHERE organisation_id = $1 AND job_id = $2 AND fence = $3 AND state = 1
