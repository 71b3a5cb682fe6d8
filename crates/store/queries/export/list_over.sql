SELECT export_id
FROM exports
WHERE organisation_id = $1 AND (expires_at <= $2 OR (state = 2 AND size IS NOT NULL))
ORDER BY export_id
LIMIT $3
