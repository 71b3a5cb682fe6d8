SELECT comment_id, document_id, author_id, author_name, text, created_at, edited_at
FROM comments
WHERE organisation_id = $1 AND document_id = $2
ORDER BY created_at, comment_id
