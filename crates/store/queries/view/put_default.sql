INSERT INTO default_views (organisation_id, user_id, view_id)
VALUES ($1, $2, $3)
ON CONFLICT (organisation_id, user_id) DO UPDATE
SET view_id = excluded.view_id
