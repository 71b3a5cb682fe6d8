DELETE FROM errand_steps
WHERE organisation_id = $1 AND errand_key = $2
