DELETE FROM holds
WHERE organisation_id = $1 AND hold_id = $2
