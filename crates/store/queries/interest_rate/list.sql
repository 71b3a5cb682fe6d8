SELECT valid_from, hundredths, created_at
FROM interest_rates
WHERE organisation_id = $1
ORDER BY valid_from DESC
