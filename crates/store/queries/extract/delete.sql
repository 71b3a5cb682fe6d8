DELETE FROM extract_parts
WHERE organisation_id = $1 AND extract_kind = $2 AND extract_id = $3
