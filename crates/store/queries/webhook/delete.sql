DELETE FROM webhooks
WHERE organisation_id = $1 AND webhook_id = $2
