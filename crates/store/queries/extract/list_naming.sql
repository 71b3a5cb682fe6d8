SELECT extract_kind, extract_id, ids
FROM extract_parts
WHERE organisation_id = $1 AND last_id >= $2 AND first_id <= $3
