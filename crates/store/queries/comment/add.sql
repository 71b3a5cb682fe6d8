INSERT INTO comments (
    organisation_id, comment_id, document_id, author_id, author_name, text, created_at, edited_at
)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
