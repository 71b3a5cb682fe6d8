INSERT INTO letter_parts (organisation_id, letter_key, place, bytes)
VALUES ($1, $2, $3, $4)
