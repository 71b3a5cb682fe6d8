INSERT INTO table_mappings (organisation_id, shape, mapping, used_at)
VALUES ($1, $2, $3, $4)
ON CONFLICT (organisation_id, shape) DO UPDATE SET
    mapping = excluded.mapping,
    used_at = excluded.used_at
