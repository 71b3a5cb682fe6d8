UPDATE users
SET subject = $3
WHERE organisation_id = $1 AND user_id = $2
