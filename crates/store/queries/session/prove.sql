UPDATE sessions
SET proven_at = $3, is_strong = CASE WHEN is_strong < $4 THEN $4 ELSE is_strong END
WHERE organisation_id = $1 AND token = $2
