UPDATE links
SET revoked_at = $4, revoked_by = $5
WHERE organisation_id = $1 AND document_id = $2 AND link_id = $3 AND revoked_at IS NULL
