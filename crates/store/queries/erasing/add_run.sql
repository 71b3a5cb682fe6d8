INSERT INTO erasures (organisation_id, erasure_id, as_of_on, started_at, started_by, report)
VALUES ($1, $2, $3, $4, $5, $6)
ON CONFLICT (organisation_id, erasure_id) DO NOTHING
