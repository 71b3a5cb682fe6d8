SELECT content
FROM sign_in_steps
WHERE token = $1 AND expires_at > $2
