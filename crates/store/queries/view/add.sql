INSERT INTO views (organisation_id, view_id, owner_id, owner_name, name, is_shared, filter, sort,
    columns, pictures, created_at, changed_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
