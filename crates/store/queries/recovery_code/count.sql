SELECT COUNT(*)
FROM recovery_codes
WHERE organisation_id = $1 AND user_id = $2
