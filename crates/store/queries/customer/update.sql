UPDATE customers
SET number = $3, organisation_number = $4, endpoint = $5, name = $6, seq = $7
WHERE organisation_id = $1 AND customer_id = $2
