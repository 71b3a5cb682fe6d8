SELECT customer_id
FROM customers
WHERE organisation_id = $1 AND customer_id < $2
ORDER BY customer_id DESC
LIMIT $3
