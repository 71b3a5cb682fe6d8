SELECT m.comment_id, m.user_id, m.user_name
FROM comments AS c
JOIN comment_mentions AS m
    ON m.organisation_id = c.organisation_id AND m.comment_id = c.comment_id
WHERE c.organisation_id = $1 AND c.document_id = $2
ORDER BY m.mentioned_at, m.user_name, m.user_id
