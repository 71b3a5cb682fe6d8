INSERT INTO jobs (
    organisation_id, job_id, name, job_key, payload, state, created_at, run_at,
    attempts, crashes, fence, error
)
VALUES ($1, $2, $3, $4, $5, 0, $6, $7, 0, 0, 0, NULL)
ON CONFLICT DO NOTHING
