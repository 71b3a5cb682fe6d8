DELETE FROM company_accounts
WHERE organisation_id = $1 AND company_id = $2
