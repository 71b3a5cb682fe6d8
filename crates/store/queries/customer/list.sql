SELECT customer_id, customer_key, number, organisation_number, endpoint, name, seq
FROM customers
WHERE organisation_id = $1 AND customer_id > $2
ORDER BY customer_id
LIMIT $3
