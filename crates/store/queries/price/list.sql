SELECT price_id, company_id, channel, valid_from, amount_minor, currency, created_at
FROM prices
WHERE organisation_id = $1
ORDER BY channel, valid_from DESC, price_id DESC
