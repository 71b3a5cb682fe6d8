DELETE FROM link_companies
WHERE organisation_id = $1 AND company_id = $2
