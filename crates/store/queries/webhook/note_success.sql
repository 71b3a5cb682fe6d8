UPDATE webhooks
SET failing_since = NULL
WHERE organisation_id = $1 AND webhook_id = $2 AND failing_since IS NOT NULL
