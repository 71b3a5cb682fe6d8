-- Unless a document told of the customer after the place that was looked at.
UPDATE customers
SET customer_key = $4, number = NULL, organisation_number = NULL, endpoint = NULL, name = ''
WHERE organisation_id = $1
    AND customer_id = $2
    AND NOT EXISTS (
        SELECT 1
        FROM standings AS s
        WHERE s.organisation_id = $1 AND s.seq > $3 AND s.customer_id = $2
    )
