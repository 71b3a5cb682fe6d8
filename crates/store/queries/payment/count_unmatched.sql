-- The sum in two halves, so that no amount in a file can make it overflow.
SELECT currency, COUNT(*), SUM(amount_minor / 1000000), SUM(amount_minor % 1000000)
FROM payments
WHERE organisation_id = $1
    AND document_id IS NULL
    AND ($2 IS NULL OR found_by LIKE $2 ESCAPE '!')
GROUP BY currency
ORDER BY currency
