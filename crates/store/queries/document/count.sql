SELECT COUNT(*)
FROM standings
WHERE organisation_id = $1
