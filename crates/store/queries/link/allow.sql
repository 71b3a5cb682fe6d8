INSERT INTO link_companies (organisation_id, company_id, allowed_at)
VALUES ($1, $2, $3)
ON CONFLICT (organisation_id, company_id) DO NOTHING
