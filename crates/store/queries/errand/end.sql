UPDATE errands
SET seed = $3, state = $4, status = $5, headers = $6, body = $7
WHERE organisation_id = $1 AND errand_key = $2
