UPDATE sessions
SET seen_as = $3
WHERE organisation_id = $1 AND token = $2
