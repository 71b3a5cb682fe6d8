-- Due, and nothing earlier of the same document waits.
SELECT d.webhook_delivery_id, d.seq, d.part, d.document_id, d.event_type, d.payload, d.attempts,
    d.tries
FROM webhook_deliveries AS d
WHERE d.organisation_id = $1
    AND d.webhook_id = $2
    AND d.state = 0
    AND d.run_at <= $3
    AND NOT EXISTS (
        SELECT 1
        FROM webhook_deliveries AS earlier
        WHERE earlier.organisation_id = $1
            AND earlier.webhook_id = $2
            AND earlier.document_id = d.document_id
            AND earlier.state = 0
            AND (
                earlier.seq < d.seq
                OR earlier.seq = d.seq AND earlier.part < d.part
            )
    )
ORDER BY d.run_at, d.seq, d.part
LIMIT $4
