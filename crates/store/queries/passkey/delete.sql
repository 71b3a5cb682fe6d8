DELETE FROM passkeys
WHERE organisation_id = $1 AND credential = $2 AND user_id = $3
