SELECT token, user_id, created_at, expires_at,
    seen_at, proven_at, is_strong, agent, address, seen_as
FROM sessions
WHERE organisation_id = $1 AND user_id = $2
ORDER BY seen_at DESC, token
