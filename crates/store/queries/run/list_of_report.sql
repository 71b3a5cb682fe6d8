SELECT run_id, report, run_key, period_from, period_to, as_of, ordered_by, ordered_at, definition,
    state, settled_at, error
FROM report_runs
WHERE organisation_id = $1 AND report = $2
ORDER BY run_id DESC
LIMIT $3
