INSERT INTO companies (organisation_id, company_id, place, number, name, kid_algorithm)
SELECT $1, $2, COUNT(*), $3, $4, $5
FROM companies
WHERE organisation_id = $1
