INSERT INTO errands (organisation_id, errand_key, fingerprint, seed, begun_at, leased_until,
    expires_at, state, status, headers, body)
VALUES ($1, $2, $3, $4, $5, $6, $7, 0, NULL, NULL, NULL)
