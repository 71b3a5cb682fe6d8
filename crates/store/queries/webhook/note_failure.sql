UPDATE webhooks
SET failing_since = $3
WHERE organisation_id = $1 AND webhook_id = $2 AND failing_since IS NULL
