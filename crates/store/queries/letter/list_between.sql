SELECT letter_key, recipient, subject, state, created_at, attempts, tried_at, error
FROM letters
WHERE organisation_id = $1 AND letter_key >= $2 AND letter_key < $3
ORDER BY letter_key
LIMIT $4
