INSERT INTO deliveries (organisation_id, delivery_id, content, received_at, leased_until)
VALUES ($1, $2, $3, $4, $5)
