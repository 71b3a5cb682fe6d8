SELECT value_on, payment_id
FROM payments
WHERE organisation_id = $1
    AND ($2 = 0 OR document_id IS NOT NULL)
    AND (CAST($3 AS TEXT) IS NULL OR found_by LIKE $3 ESCAPE '!')
    AND (value_on, payment_id) > ($4, $5)
ORDER BY value_on, payment_id
LIMIT $6
