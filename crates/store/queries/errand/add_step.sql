INSERT INTO errand_steps (organisation_id, errand_key, step, receipt)
VALUES ($1, $2, $3, $4)
