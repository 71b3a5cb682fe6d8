SELECT letter_key, recipient, subject, state, created_at, attempts, tried_at, error
FROM letters
WHERE organisation_id = $1 AND letter_key = $2
