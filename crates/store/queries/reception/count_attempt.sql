UPDATE reading_attempts
SET attempts = attempts + 1
WHERE organisation_id = $1 AND hash = $2
