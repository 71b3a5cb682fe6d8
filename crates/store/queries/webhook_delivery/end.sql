UPDATE webhook_deliveries
SET state = $3, run_at = $4, ended_at = $5
WHERE organisation_id = $1 AND webhook_delivery_id = $2 AND state = 0
