SELECT letter_key
FROM letters
WHERE organisation_id = $1 AND state > 0 AND tried_at < $2
LIMIT $3
