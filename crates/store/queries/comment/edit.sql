UPDATE comments
SET text = $3, edited_at = $4
WHERE organisation_id = $1 AND comment_id = $2
