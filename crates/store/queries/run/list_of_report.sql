SELECT r.run_id, r.report, r.run_key, r.period_from, r.period_to, r.as_of, r.ordered_by,
    r.ordered_at, r.definition, r.state, r.settled_at, r.error, e.erased_at
FROM report_runs AS r
LEFT JOIN erased_runs AS e ON e.organisation_id = r.organisation_id AND e.run_id = r.run_id
WHERE r.organisation_id = $1 AND r.report = $2
ORDER BY r.run_id DESC
LIMIT $3
