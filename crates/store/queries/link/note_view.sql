UPDATE links
SET views = views + 1, first_viewed_at = COALESCE(first_viewed_at, $3), last_viewed_at = $3
WHERE organisation_id = $1 AND link_id = $2 AND revoked_at IS NULL AND expires_at > $3
RETURNING document_id, channel
