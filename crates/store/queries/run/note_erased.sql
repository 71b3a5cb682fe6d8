INSERT INTO erased_runs (organisation_id, run_id, erased_at)
VALUES ($1, $2, $3)
ON CONFLICT DO NOTHING
