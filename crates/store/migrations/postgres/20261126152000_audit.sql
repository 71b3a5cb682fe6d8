-- Who did what. The chain is only added to; what lies beside it may go.

CREATE TABLE audit_entries (
    organisation_id UUID NOT NULL,
    -- 1, 2, 3… without gaps.
    number BIGINT NOT NULL,
    at BIGINT NOT NULL,
    actor TEXT COLLATE "C" NOT NULL,
    act TEXT COLLATE "C" NOT NULL,
    subject TEXT COLLATE "C" NOT NULL,
    -- SHA-256 over the salt and the content.
    commitment BYTEA NOT NULL,
    -- SHA-256 over this entry and the link before it.
    link BYTEA NOT NULL,
    PRIMARY KEY (organisation_id, number),
    FOREIGN KEY (organisation_id) REFERENCES organisations (organisation_id)
);

CREATE INDEX audit_entries_by_actor ON audit_entries (organisation_id, actor, number);
CREATE INDEX audit_entries_by_subject ON audit_entries (organisation_id, subject, number);

CREATE TABLE audit_contents (
    organisation_id UUID NOT NULL,
    number BIGINT NOT NULL,
    salt BYTEA NOT NULL,
    -- JSON: names and values, which may be personal.
    content TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (organisation_id, number),
    FOREIGN KEY (organisation_id, number)
        REFERENCES audit_entries (organisation_id, number)
);

CREATE TABLE audit_heads (
    organisation_id UUID NOT NULL,
    signed_at BIGINT NOT NULL,
    number BIGINT NOT NULL,
    link BYTEA NOT NULL,
    -- Ed25519.
    public_key BYTEA NOT NULL,
    signature BYTEA NOT NULL,
    PRIMARY KEY (organisation_id, signed_at),
    FOREIGN KEY (organisation_id) REFERENCES organisations (organisation_id)
);

DO $$
DECLARE
    ours CONSTANT TEXT := 'organisation_id = (
        SELECT CAST(NULLIF(current_setting(''utsyn.organisation'', true), '''') AS UUID)
    )';
    named TEXT;
BEGIN
    FOREACH named IN ARRAY ARRAY['audit_entries', 'audit_contents', 'audit_heads'] LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', named);
        EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', named);
        EXECUTE format('CREATE POLICY of_organisation ON %I USING (%s)', named, ours);
    END LOOP;
END
$$;
