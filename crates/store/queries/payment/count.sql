-- The sum in two halves, so that no amount in a file can make it overflow.
SELECT currency, COUNT(*), SUM(amount_minor / 1000000), SUM(amount_minor % 1000000)
FROM payments
WHERE organisation_id = $1
    AND ($2 = 0 OR document_id IS NOT NULL)
    AND ($3 IS NULL OR found_by LIKE $3 ESCAPE '!')
GROUP BY currency
ORDER BY currency
