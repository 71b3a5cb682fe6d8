UPDATE imports
SET name = '', findings = NULL
WHERE organisation_id = $1 AND import_id = $2
