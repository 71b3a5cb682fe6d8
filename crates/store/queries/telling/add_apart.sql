INSERT INTO payments_apart (organisation_id, payment_id, other_id)
VALUES ($1, $2, $3)
ON CONFLICT (organisation_id, payment_id, other_id) DO NOTHING
