-- The upload whose lease ran out first, of all organisations.
SELECT organisation_id, delivery_id, content, received_at, leased_until
FROM deliveries
WHERE leased_until <= $1
ORDER BY leased_until
LIMIT 1
