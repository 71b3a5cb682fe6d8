SELECT number, began_at, took_ms, url, request_headers, status, response_headers, response_body,
    error
FROM webhook_attempts
WHERE organisation_id = $1 AND webhook_delivery_id = $2
ORDER BY number
