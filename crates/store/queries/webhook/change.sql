UPDATE webhooks
SET url = $3, description = $4, event_types = $5, companies = $6
WHERE organisation_id = $1 AND webhook_id = $2
