INSERT INTO originals (organisation_id, hash, size, bytes)
VALUES ($1, $2, $3, $4)
ON CONFLICT (organisation_id, hash) DO NOTHING
