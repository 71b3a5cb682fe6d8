-- Nobody's list opens with this view any more.
DELETE FROM default_views
WHERE organisation_id = $1 AND view_id = $2
