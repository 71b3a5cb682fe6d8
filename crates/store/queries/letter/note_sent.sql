UPDATE letters
SET state = 1, attempts = attempts + 1, tried_at = $3, error = NULL
WHERE organisation_id = $1 AND letter_key = $2 AND state = 0
