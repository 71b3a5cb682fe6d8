SELECT view_id, owner_id, owner_name, name, is_shared, filter, sort, columns, pictures, created_at,
    changed_at
FROM views
WHERE organisation_id = $1 AND view_id = $2
