-- Those whose log goes on, and those with something due, that nobody attends to.
SELECT w.organisation_id, w.webhook_id
FROM organisations AS o
JOIN webhooks AS w ON w.organisation_id = o.organisation_id
WHERE w.disabled_at IS NULL
    AND w.leased_until <= $1
    AND (
        w.fed_seq < o.last_seq
        OR EXISTS (
            SELECT 1
            FROM webhook_deliveries AS d
            WHERE d.organisation_id = w.organisation_id
                AND d.webhook_id = w.webhook_id
                AND d.state = 0
                AND d.run_at <= $1
        )
    )
ORDER BY w.leased_until
LIMIT $2
