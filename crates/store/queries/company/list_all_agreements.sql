SELECT company_id, length, algorithm
FROM kid_agreements
WHERE organisation_id = $1
ORDER BY company_id, place
