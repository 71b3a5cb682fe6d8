SELECT export_id, filter, sort, table_name, format, companies, asked_by, created_at, state, done, total,
    size, error, expires_at
FROM exports
WHERE organisation_id = $1
ORDER BY export_id DESC
LIMIT $2
