INSERT INTO customers (
    organisation_id, customer_id, customer_key, number, organisation_number, endpoint, name, seq
)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
