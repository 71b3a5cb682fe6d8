UPDATE webhook_deliveries
SET attempts = attempts + 1, tries = tries + 1, run_at = $3
WHERE organisation_id = $1 AND webhook_delivery_id = $2
