UPDATE errands
SET leased_until = $3, state = 0
WHERE organisation_id = $1 AND errand_key = $2
