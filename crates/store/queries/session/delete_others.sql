DELETE FROM sessions
WHERE organisation_id = $1 AND user_id = $2 AND token <> $3
