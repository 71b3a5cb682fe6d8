DELETE FROM prices
WHERE organisation_id = $1 AND price_id = $2
