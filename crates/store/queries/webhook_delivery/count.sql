SELECT state, COUNT(*)
FROM webhook_deliveries
WHERE organisation_id = $1 AND webhook_id = $2
GROUP BY state
