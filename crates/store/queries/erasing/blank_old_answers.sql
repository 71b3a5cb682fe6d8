UPDATE webhook_attempts
SET response_headers = '', response_body = ''
WHERE organisation_id = $1 AND response_headers || response_body <> '' AND webhook_delivery_id IN (
    SELECT webhook_delivery_id
    FROM webhook_deliveries
    WHERE organisation_id = $1 AND document_id IS NULL AND created_at < $2
)
