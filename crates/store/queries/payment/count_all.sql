SELECT COUNT(*)
FROM payments
WHERE organisation_id = $1
