UPDATE letters
SET state = 0, attempts = 0
WHERE organisation_id = $1 AND letter_key = $2 AND state = 2
