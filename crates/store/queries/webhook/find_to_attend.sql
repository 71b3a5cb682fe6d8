-- Those whose log goes on, and those with something due before which nothing of
-- the same document waits, that nobody attends to.
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
                AND NOT EXISTS (
                    SELECT 1
                    FROM webhook_deliveries AS earlier
                    WHERE earlier.organisation_id = d.organisation_id
                        AND earlier.webhook_id = d.webhook_id
                        AND earlier.document_id = d.document_id
                        AND earlier.state = 0
                        AND (
                            earlier.seq < d.seq
                            OR earlier.seq = d.seq AND earlier.part < d.part
                        )
                )
        )
    )
ORDER BY w.leased_until
LIMIT $2
