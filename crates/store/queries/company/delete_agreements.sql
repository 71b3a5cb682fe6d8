DELETE FROM kid_agreements
WHERE organisation_id = $1 AND company_id = $2
