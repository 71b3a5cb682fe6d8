UPDATE views
SET name = $3, is_shared = $4, filter = $5, sort = $6, columns = $7, pictures = $8, changed_at = $9
WHERE organisation_id = $1 AND view_id = $2
