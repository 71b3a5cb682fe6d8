INSERT INTO reading_attempts (organisation_id, hash, attempts, began_at)
VALUES ($1, $2, 0, $3)
