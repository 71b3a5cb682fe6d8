-- What somebody has, and what everybody has.
SELECT view_id, owner_id, owner_name, name, is_shared, filter, sort, columns, pictures, created_at,
    changed_at
FROM views
WHERE organisation_id = $1 AND owner_id = $2
UNION
SELECT view_id, owner_id, owner_name, name, is_shared, filter, sort, columns, pictures, created_at,
    changed_at
FROM views
WHERE organisation_id = $1 AND is_shared = 1
ORDER BY name, view_id
