-- The sum in two halves, so that no amount in a file can make it overflow.
SELECT
    currency,
    COUNT(*),
    CAST(SUM(amount_minor / 1000000) AS BIGINT),
    CAST(SUM(amount_minor % 1000000) AS BIGINT)
FROM payments
WHERE organisation_id = $1
    AND ($2 = 0 OR document_id IS NOT NULL)
    AND (CAST($3 AS TEXT) IS NULL OR found_by LIKE $3 ESCAPE '!')
GROUP BY currency
ORDER BY currency
