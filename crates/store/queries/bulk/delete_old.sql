DELETE FROM bulks
WHERE organisation_id = $1 AND asked_at < $2
