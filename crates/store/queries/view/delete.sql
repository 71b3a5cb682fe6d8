DELETE FROM views
WHERE organisation_id = $1 AND view_id = $2
