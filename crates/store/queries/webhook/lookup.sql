SELECT webhook_id, url, description, event_types, companies, secret, old_secret, old_secret_until,
    created_by, created_at, disabled_at, disabled_why, failing_since, fed_seq, fence
FROM webhooks
WHERE organisation_id = $1 AND webhook_id = $2
