DELETE FROM default_views
WHERE organisation_id = $1 AND user_id = $2
