INSERT INTO kid_agreements (organisation_id, company_id, place, length, algorithm)
VALUES ($1, $2, $3, $4, $5)
