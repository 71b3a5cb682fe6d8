SELECT is_complete
FROM undone_imports
WHERE organisation_id = $1 AND import_id = $2
