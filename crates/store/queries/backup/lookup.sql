SELECT made_at, place, row_count
FROM backups
WHERE organisation_id = $1
