UPDATE webhooks
SET leased_until = $4
WHERE organisation_id = $1 AND webhook_id = $2 AND fence = $3
