INSERT INTO webhook_deliveries (organisation_id, webhook_delivery_id, webhook_id, seq, part,
    document_id, event_type, payload, state, created_at, run_at, attempts, tries, ended_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 0, $9, $10, 0, 0, NULL)
ON CONFLICT (organisation_id, webhook_id, seq, part) DO UPDATE
SET state = 0, run_at = excluded.run_at, attempts = 0, ended_at = NULL
