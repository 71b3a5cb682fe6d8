SELECT letter_key, recipient, subject, state, created_at, attempts, tried_at, error
FROM letters
WHERE organisation_id = $1
ORDER BY created_at DESC, letter_key
LIMIT $2
