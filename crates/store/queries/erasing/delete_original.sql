DELETE FROM originals
WHERE organisation_id = $1 AND hash = $2
