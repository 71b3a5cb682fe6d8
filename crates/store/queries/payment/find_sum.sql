-- The file of giro payments whose money came to the account in one sum, and
-- how many payments that were. What the bank books on one line shares the
-- account, Nets' date and the assignment, which begin a payment's name in the
-- file; some banks book all assignments of a day on one line.
SELECT import_id, COUNT(*) AS payments
FROM payments
WHERE organisation_id = $1
    AND value_on BETWEEN $2 AND $3
    AND account = $4
    AND currency = $5
    AND source = 'ocr'
    AND import_id IS NOT NULL
GROUP BY import_id, SUBSTR(source_id, 1, CAST(LENGTH(account) + CAST($6 AS BIGINT) AS INTEGER))
HAVING COUNT(*) > 1 AND SUM(amount_minor) = CAST($7 AS BIGINT)
ORDER BY import_id
LIMIT 1
