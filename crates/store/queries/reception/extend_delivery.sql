UPDATE deliveries
SET leased_until = $3
WHERE organisation_id = $1 AND delivery_id = $2
