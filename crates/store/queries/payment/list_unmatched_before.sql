SELECT value_on, payment_id
FROM payments
WHERE organisation_id = $1
    AND document_id IS NULL
    AND (CAST($2 AS TEXT) IS NULL OR found_by LIKE $2 ESCAPE '!')
    AND (value_on, payment_id) > ($3, $4)
ORDER BY value_on, payment_id
LIMIT $5
