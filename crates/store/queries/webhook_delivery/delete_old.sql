DELETE FROM webhook_deliveries
WHERE organisation_id = $1 AND webhook_id = $2 AND state = $3 AND webhook_delivery_id < $4
