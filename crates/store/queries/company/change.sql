UPDATE companies
SET number = $3, name = $4, kid_algorithm = $5
WHERE organisation_id = $1 AND company_id = $2
