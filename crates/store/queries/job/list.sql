SELECT job_id, name, state, created_at, run_at, attempts, error
FROM jobs
WHERE organisation_id = $1
ORDER BY state DESC, run_at, job_id
LIMIT $2
