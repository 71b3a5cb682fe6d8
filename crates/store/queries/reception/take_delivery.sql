UPDATE deliveries
SET leased_until = $4
WHERE organisation_id = $1 AND delivery_id = $2 AND leased_until <= $3
