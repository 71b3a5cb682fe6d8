UPDATE webhooks
SET disabled_at = NULL, disabled_why = NULL, failing_since = NULL
WHERE organisation_id = $1 AND webhook_id = $2
