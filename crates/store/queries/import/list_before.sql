SELECT received_at, import_id
FROM imports
WHERE organisation_id = $1 AND (received_at, import_id) > ($2, $3)
ORDER BY received_at, import_id
LIMIT $4
