DELETE FROM exports
WHERE organisation_id = $1 AND export_id = $2
