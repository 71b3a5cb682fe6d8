INSERT INTO audit_heads (organisation_id, signed_at, number, link, public_key, signature)
VALUES ($1, $2, $3, $4, $5, $6)
ON CONFLICT (organisation_id, signed_at) DO NOTHING
