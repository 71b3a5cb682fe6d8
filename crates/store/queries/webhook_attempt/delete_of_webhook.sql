DELETE FROM webhook_attempts
WHERE organisation_id = $1
    AND webhook_delivery_id IN (
        SELECT d.webhook_delivery_id
        FROM webhook_deliveries AS d
        WHERE d.organisation_id = $1 AND d.webhook_id = $2
    )
