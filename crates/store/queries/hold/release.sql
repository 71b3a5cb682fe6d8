UPDATE holds
SET released_at = $3, released_by = $4
WHERE organisation_id = $1 AND hold_id = $2 AND released_at IS NULL
