UPDATE webhook_deliveries
SET state = 0, run_at = $4, attempts = 0, ended_at = NULL
WHERE organisation_id = $1 AND webhook_id = $2 AND webhook_delivery_id = $3
