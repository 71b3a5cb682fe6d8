UPDATE users
SET name = $3, role = $4, companies = $5
WHERE organisation_id = $1 AND user_id = $2
