DELETE FROM deliveries
WHERE organisation_id = $1 AND delivery_id = $2
