INSERT INTO report_runs (organisation_id, run_id, report, run_key, period_from, period_to, as_of,
    ordered_by, ordered_at, definition, state, settled_at, error)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 0, NULL, NULL)
ON CONFLICT DO NOTHING
