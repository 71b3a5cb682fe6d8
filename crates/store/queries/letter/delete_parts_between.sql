DELETE FROM letter_parts
WHERE organisation_id = $1 AND letter_key >= $2 AND letter_key < $3
