SELECT signed_at, number, link, public_key, signature
FROM audit_heads
WHERE organisation_id = $1 AND signed_at > 0
ORDER BY signed_at DESC
LIMIT $2
