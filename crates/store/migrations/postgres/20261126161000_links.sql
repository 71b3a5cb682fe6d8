-- Links by which recipients see one document each, and the companies that
-- allow them. Of the words in a link there is only the hash.
CREATE TABLE links (
    organisation_id UUID NOT NULL,
    link_id UUID NOT NULL,
    document_id UUID NOT NULL,
    token BYTEA NOT NULL,
    -- The channel whose message carries it.
    channel SMALLINT NOT NULL,
    made_at BIGINT NOT NULL,
    made_by TEXT COLLATE "C" NOT NULL,
    expires_at BIGINT NOT NULL,
    revoked_at BIGINT,
    revoked_by TEXT COLLATE "C",
    -- Views that count.
    views BIGINT NOT NULL,
    first_viewed_at BIGINT,
    last_viewed_at BIGINT,
    PRIMARY KEY (organisation_id, link_id),
    UNIQUE (organisation_id, token),
    FOREIGN KEY (organisation_id, document_id)
        REFERENCES documents (organisation_id, document_id)
);

CREATE INDEX links_by_document ON links (organisation_id, document_id, made_at);

-- A company that is not here allows none.
CREATE TABLE link_companies (
    organisation_id UUID NOT NULL,
    company_id UUID NOT NULL,
    allowed_at BIGINT NOT NULL,
    PRIMARY KEY (organisation_id, company_id),
    FOREIGN KEY (organisation_id, company_id)
        REFERENCES companies (organisation_id, company_id)
);

DO $$
DECLARE
    ours CONSTANT TEXT := 'organisation_id = (
        SELECT CAST(NULLIF(current_setting(''utsyn.organisation'', true), '''') AS UUID)
    )';
    named TEXT;
BEGIN
    FOREACH named IN ARRAY ARRAY['links', 'link_companies'] LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', named);
        EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', named);
        EXECUTE format('CREATE POLICY of_organisation ON %I USING (%s)', named, ours);
    END LOOP;
END
$$;
