SELECT 1
FROM webhooks
WHERE organisation_id = $1 AND webhook_id = $2 AND fence = $3
