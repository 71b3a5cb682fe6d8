SELECT
    COUNT(CASE WHEN leased_until <= $2 THEN 1 END) AS due,
    0 AS later,
    COUNT(CASE WHEN leased_until > $2 THEN 1 END) AS running,
    0 AS given_up,
    MIN(CASE WHEN leased_until <= $2 THEN received_at END) AS due_since
FROM deliveries
WHERE organisation_id = $1
