INSERT INTO exports (organisation_id, export_id, filter, sort, table_name, format, companies,
    asked_by, created_at, state, done, total, size, error, expires_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 0, 0, $10, NULL, NULL, $11)
