UPDATE webhooks
SET fed_seq = $3
WHERE organisation_id = $1 AND webhook_id = $2 AND fed_seq < $3
