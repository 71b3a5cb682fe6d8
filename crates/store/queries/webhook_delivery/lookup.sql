SELECT webhook_delivery_id, webhook_id, seq, part, document_id, event_type, payload, state, created_at,
    run_at, attempts, tries, ended_at
FROM webhook_deliveries
WHERE organisation_id = $1 AND webhook_delivery_id = $2
