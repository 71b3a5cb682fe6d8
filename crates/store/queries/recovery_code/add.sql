INSERT INTO recovery_codes (organisation_id, user_id, code)
VALUES ($1, $2, $3)
