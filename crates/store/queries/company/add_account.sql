INSERT INTO company_accounts (organisation_id, company_id, place, account)
VALUES ($1, $2, $3, $4)
