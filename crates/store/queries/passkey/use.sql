UPDATE passkeys
SET content = $3, used_at = $4
WHERE organisation_id = $1 AND credential = $2
