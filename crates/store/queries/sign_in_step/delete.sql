DELETE FROM sign_in_steps
WHERE token = $1
