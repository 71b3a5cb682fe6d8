SELECT number, link
FROM audit_entries
WHERE organisation_id = $1 AND number > 0
ORDER BY number DESC
LIMIT 1
