INSERT INTO webhooks (organisation_id, webhook_id, url, description, event_types, companies,
    secret, old_secret, old_secret_until, created_by, created_at, disabled_at, disabled_why,
    failing_since, fed_seq, leased_until, fence)
SELECT $1, $2, $3, $4, $5, $6, $7, NULL, NULL, $8, $9, NULL, NULL, NULL, last_seq, 0, 0
FROM organisations
WHERE organisation_id = $1
