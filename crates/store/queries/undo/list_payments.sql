-- Payments that a file told of, alone or with others.
SELECT payment_id
FROM payments
WHERE organisation_id = $1 AND import_id = $2 AND payment_id > $3
UNION
SELECT payment_id
FROM payment_tellings
WHERE organisation_id = $1 AND import_id = $2 AND payment_id > $3
ORDER BY payment_id
LIMIT $4
