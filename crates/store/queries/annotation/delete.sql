DELETE FROM annotations
WHERE organisation_id = $1 AND annotation_id = $2
