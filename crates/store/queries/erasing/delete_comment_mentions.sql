DELETE FROM comment_mentions
WHERE organisation_id = $1
    AND comment_id IN (
        SELECT c.comment_id
        FROM comments AS c
        WHERE c.organisation_id = $1 AND c.document_id = $2
    )
