INSERT INTO interest_rates (organisation_id, valid_from, hundredths, created_at)
VALUES ($1, $2, $3, $4)
ON CONFLICT (organisation_id, valid_from)
DO UPDATE SET hundredths = excluded.hundredths, created_at = excluded.created_at
