SELECT secret, confirmed_at, last_step
FROM totps
WHERE organisation_id = $1 AND user_id = $2
