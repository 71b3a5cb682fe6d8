UPDATE webhook_attempts
SET response_headers = '', response_body = ''
WHERE organisation_id = $1 AND webhook_delivery_id IN (
    SELECT webhook_delivery_id
    FROM webhook_deliveries
    WHERE organisation_id = $1 AND document_id = $2
)
