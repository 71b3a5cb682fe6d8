DELETE FROM erased_runs
WHERE organisation_id = $1 AND run_id = $2
