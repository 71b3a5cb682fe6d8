DELETE FROM reading_attempts
WHERE organisation_id = $1 AND hash = $2
