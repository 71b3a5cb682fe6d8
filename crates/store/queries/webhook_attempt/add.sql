INSERT INTO webhook_attempts (organisation_id, webhook_delivery_id, number, began_at, took_ms,
    url, request_headers, status, response_headers, response_body, error)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
ON CONFLICT DO NOTHING
