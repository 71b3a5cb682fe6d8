UPDATE jobs
SET state = 1, run_at = $3, attempts = $4, crashes = $5, fence = $6
WHERE organisation_id = $1 AND job_id = $2
