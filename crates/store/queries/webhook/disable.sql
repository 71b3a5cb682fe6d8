UPDATE webhooks
SET disabled_at = $3, disabled_why = $4
WHERE organisation_id = $1 AND webhook_id = $2 AND disabled_at IS NULL
