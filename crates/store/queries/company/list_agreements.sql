SELECT length, algorithm
FROM kid_agreements
WHERE organisation_id = $1 AND company_id = $2
ORDER BY place
