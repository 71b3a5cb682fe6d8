DELETE FROM sign_in_steps
WHERE expires_at <= $1
