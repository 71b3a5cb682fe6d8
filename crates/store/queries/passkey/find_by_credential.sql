SELECT organisation_id, credential, user_id, name, content, created_at, used_at
FROM passkeys
WHERE credential = $1
