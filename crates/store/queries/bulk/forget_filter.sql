UPDATE bulks
SET filter = NULL
WHERE organisation_id = $1 AND bulk_id = $2
