SELECT company_id, number, name, kid_algorithm
FROM companies
WHERE organisation_id = $1 AND company_id = $2
