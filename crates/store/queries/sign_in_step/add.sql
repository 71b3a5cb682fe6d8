INSERT INTO sign_in_steps (token, content, expires_at)
VALUES ($1, $2, $3)
