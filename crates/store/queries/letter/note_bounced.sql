UPDATE letters
SET state = 2, tried_at = $3, error = $4
WHERE organisation_id = $1 AND letter_key = $2 AND state = 1
