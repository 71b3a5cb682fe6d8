-- People who were mentioned in comments, and told of it once.
CREATE TABLE comment_mentions (
    organisation_id BLOB NOT NULL,
    comment_id BLOB NOT NULL,
    user_id BLOB NOT NULL,
    user_name TEXT NOT NULL,
    mentioned_at INTEGER NOT NULL,
    PRIMARY KEY (organisation_id, comment_id, user_id),
    FOREIGN KEY (organisation_id, comment_id) REFERENCES comments (organisation_id, comment_id)
) STRICT, WITHOUT ROWID;
