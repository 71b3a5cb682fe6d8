UPDATE import_items
SET place = '', findings = NULL
WHERE organisation_id = $1 AND import_id = $2
