INSERT INTO erased_originals (organisation_id, hash)
VALUES ($1, $2)
ON CONFLICT DO NOTHING
