SELECT fingerprint, seed, begun_at, leased_until, expires_at, state, status, headers, body
FROM errands
WHERE organisation_id = $1 AND errand_key = $2
