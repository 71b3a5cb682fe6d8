UPDATE undone_imports
SET is_complete = 1
WHERE organisation_id = $1 AND import_id = $2
