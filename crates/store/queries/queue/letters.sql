SELECT
    COUNT(CASE WHEN state = 0 AND created_at <= $2 THEN 1 END) AS due,
    COUNT(CASE WHEN state = 0 AND created_at > $2 THEN 1 END) AS later,
    0 AS running,
    COUNT(CASE WHEN state = 2 THEN 1 END) AS given_up,
    MIN(CASE WHEN state = 0 AND created_at <= $2 THEN created_at END) AS due_since
FROM letters
WHERE organisation_id = $1
