UPDATE jobs
SET state = 0, run_at = $3, attempts = 0, crashes = 0
WHERE organisation_id = $1 AND job_id = $2 AND state = 2
