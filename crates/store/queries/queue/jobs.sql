SELECT
    COUNT(CASE WHEN state < 2 AND run_at <= $2 THEN 1 END) AS due,
    COUNT(CASE WHEN state = 0 AND run_at > $2 THEN 1 END) AS later,
    COUNT(CASE WHEN state = 1 AND run_at > $2 THEN 1 END) AS running,
    COUNT(CASE WHEN state = 2 THEN 1 END) AS given_up,
    MIN(CASE WHEN state < 2 AND run_at <= $2 THEN run_at END) AS due_since
FROM jobs
WHERE organisation_id = $1
