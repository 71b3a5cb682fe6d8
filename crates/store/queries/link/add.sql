INSERT INTO links (organisation_id, link_id, document_id, token, channel, made_at, made_by,
    expires_at, views)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 0)
