INSERT INTO extract_parts (organisation_id, extract_kind, extract_id, place, first_id, last_id, ids)
VALUES ($1, $2, $3, $4, $5, $6, $7)
