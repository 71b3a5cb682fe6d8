INSERT INTO backups (organisation_id, made_at, place, row_count)
VALUES ($1, $2, $3, $4)
ON CONFLICT (organisation_id) DO UPDATE SET
    made_at = excluded.made_at,
    place = excluded.place,
    row_count = excluded.row_count
WHERE excluded.made_at >= backups.made_at
