-- No document told of nobody, so its place lies before the log begins.
INSERT INTO customers (organisation_id, customer_id, customer_key, name, seq)
VALUES ($1, $2, 'utsyn/erased', '', 0)
ON CONFLICT (organisation_id, customer_id) DO NOTHING
