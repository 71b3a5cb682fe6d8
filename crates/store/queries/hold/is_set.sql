SELECT 1
FROM holds
WHERE organisation_id = $1 AND hold_id = $2 AND released_at IS NULL
