UPDATE webhook_deliveries
SET state = 0, run_at = $3, attempts = 0, ended_at = NULL
WHERE organisation_id = $1 AND webhook_id = $2 AND state = 2
