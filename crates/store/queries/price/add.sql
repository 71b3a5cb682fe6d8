INSERT INTO prices (organisation_id, price_id, company_id, channel, valid_from, amount_minor, currency,
    created_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
