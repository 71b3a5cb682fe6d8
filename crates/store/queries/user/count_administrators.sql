SELECT COUNT(*)
FROM users
WHERE organisation_id = $1 AND user_id <> $2
    AND role = 'administrator' AND companies IS NULL AND joined_at IS NOT NULL
