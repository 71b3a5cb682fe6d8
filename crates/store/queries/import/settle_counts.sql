UPDATE imports
SET stored = stored + 1, unmatched = unmatched - 1
WHERE organisation_id = $1 AND import_id = $2
