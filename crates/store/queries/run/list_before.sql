SELECT run_id
FROM report_runs
WHERE organisation_id = $1 AND ordered_at < $2
LIMIT $3
