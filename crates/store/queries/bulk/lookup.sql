SELECT bulk_id, action, filter, seq, asked_by_id, asked_by, asked_at, ended_at
FROM bulks
WHERE organisation_id = $1 AND bulk_id = $2
