UPDATE totps
SET last_step = $3
WHERE organisation_id = $1 AND user_id = $2 AND last_step < $3
