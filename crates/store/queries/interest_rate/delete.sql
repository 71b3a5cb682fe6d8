DELETE FROM interest_rates
WHERE organisation_id = $1 AND valid_from = $2
