SELECT credential, user_id, name, content, created_at, used_at
FROM passkeys
WHERE organisation_id = $1 AND user_id = $2
ORDER BY created_at, credential
