SELECT comment_id, document_id, author_id, author_name, text, created_at, edited_at
FROM comments
WHERE organisation_id = $1 AND comment_id = $2
