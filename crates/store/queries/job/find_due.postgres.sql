-- Due, or given to somebody who was not heard of in time. What another node
-- looks at this moment is left to it.
SELECT organisation_id, job_id, name, payload, state, attempts, crashes, fence
FROM jobs
WHERE state < 2 AND run_at <= $1
ORDER BY run_at
LIMIT $2
FOR UPDATE SKIP LOCKED
