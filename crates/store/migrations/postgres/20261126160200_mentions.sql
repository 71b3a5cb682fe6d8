-- People who were mentioned in comments, and told of it once.
CREATE TABLE comment_mentions (
    organisation_id UUID NOT NULL,
    comment_id UUID NOT NULL,
    user_id UUID NOT NULL,
    user_name TEXT COLLATE "C" NOT NULL,
    mentioned_at BIGINT NOT NULL,
    PRIMARY KEY (organisation_id, comment_id, user_id),
    FOREIGN KEY (organisation_id, comment_id) REFERENCES comments (organisation_id, comment_id)
);

DO $$
DECLARE
    ours CONSTANT TEXT := 'organisation_id = (
        SELECT CAST(NULLIF(current_setting(''utsyn.organisation'', true), '''') AS UUID)
    )';
    named TEXT;
BEGIN
    FOREACH named IN ARRAY ARRAY['comment_mentions'] LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', named);
        EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', named);
        EXECUTE format('CREATE POLICY of_organisation ON %I USING (%s)', named, ours);
    END LOOP;
END
$$;
