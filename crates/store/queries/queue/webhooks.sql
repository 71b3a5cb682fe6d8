SELECT
    COUNT(CASE WHEN d.state = 0 AND d.run_at <= $2 THEN 1 END) AS due,
    COUNT(CASE WHEN d.state = 0 AND d.run_at > $2 THEN 1 END) AS later,
    0 AS running,
    COUNT(CASE WHEN d.state = 2 THEN 1 END) AS given_up,
    MIN(CASE WHEN d.state = 0 AND d.run_at <= $2 THEN d.run_at END) AS due_since
-- CROSS makes SQLite begin with the webhooks, of which there are few: what was
-- delivered, by far the most, is then passed by.
FROM webhooks w
CROSS JOIN webhook_deliveries d
WHERE w.organisation_id = $1
    AND (w.disabled_why IS NULL OR w.disabled_why <> 1)
    AND d.organisation_id = $1
    AND d.webhook_id = w.webhook_id
    AND d.state IN (0, 2)
