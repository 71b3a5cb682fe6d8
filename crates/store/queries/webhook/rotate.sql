UPDATE webhooks
SET old_secret = secret, old_secret_until = $4, secret = $3
WHERE organisation_id = $1 AND webhook_id = $2
