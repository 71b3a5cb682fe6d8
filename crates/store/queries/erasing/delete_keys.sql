DELETE FROM erased_keys
WHERE organisation_id = $1 AND erased_at < $2
