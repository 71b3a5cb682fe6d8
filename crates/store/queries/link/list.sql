SELECT link_id, document_id, token, channel, made_at, made_by, expires_at, revoked_at, revoked_by,
    views, first_viewed_at, last_viewed_at
FROM links
WHERE organisation_id = $1 AND document_id = $2
ORDER BY made_at DESC, link_id DESC
