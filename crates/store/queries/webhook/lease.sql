UPDATE webhooks
SET leased_until = $4, fence = fence + 1
WHERE organisation_id = $1 AND webhook_id = $2 AND leased_until <= $3 AND disabled_at IS NULL
