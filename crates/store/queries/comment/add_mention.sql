INSERT INTO comment_mentions (organisation_id, comment_id, user_id, user_name, mentioned_at)
VALUES ($1, $2, $3, $4, $5)
ON CONFLICT DO NOTHING
