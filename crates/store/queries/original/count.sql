SELECT COUNT(*)
FROM originals
WHERE organisation_id = $1
