SELECT
    COUNT(CASE WHEN d.state = 0 AND d.run_at <= $2 THEN 1 END) AS due,
    COUNT(CASE WHEN d.state = 0 AND d.run_at > $2 THEN 1 END) AS later,
    0 AS running,
    COUNT(CASE WHEN d.state = 2 THEN 1 END) AS given_up,
    MIN(CASE WHEN d.state = 0 AND d.run_at <= $2 THEN d.run_at END) AS due_since
FROM webhooks w
JOIN webhook_deliveries d
    ON d.organisation_id = w.organisation_id
    AND d.webhook_id = w.webhook_id
    AND d.state IN (0, 2)
WHERE w.organisation_id = $1 AND (w.disabled_why IS NULL OR w.disabled_why <> 1)
