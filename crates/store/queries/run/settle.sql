UPDATE report_runs
SET state = $3, settled_at = $4, error = $5
WHERE organisation_id = $1 AND run_id = $2
