INSERT INTO undone_imports (organisation_id, import_id, undone_at, user_id, is_complete)
VALUES ($1, $2, $3, $4, 0)
ON CONFLICT (organisation_id, import_id) DO NOTHING
