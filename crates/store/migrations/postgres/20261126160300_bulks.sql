-- What is done to many documents at once, and what became of each.
CREATE TABLE bulks (
    organisation_id UUID NOT NULL,
    bulk_id UUID NOT NULL,
    -- What is done, as JSON; without words of anybody once it is over.
    action TEXT COLLATE "C" NOT NULL,
    -- What was chosen, in words of the filter language; absent for rows that
    -- were chosen one by one.
    filter TEXT COLLATE "C",
    -- How far the log had come when it was asked for.
    seq BIGINT NOT NULL,
    asked_by_id UUID NOT NULL,
    asked_by TEXT COLLATE "C" NOT NULL,
    asked_at BIGINT NOT NULL,
    ended_at BIGINT,
    PRIMARY KEY (organisation_id, bulk_id),
    FOREIGN KEY (organisation_id) REFERENCES organisations (organisation_id)
);
CREATE INDEX bulks_by_time ON bulks (organisation_id, asked_at, bulk_id);

CREATE TABLE bulk_rows (
    organisation_id UUID NOT NULL,
    bulk_id UUID NOT NULL,
    place BIGINT NOT NULL,
    document_id UUID NOT NULL,
    -- 1 waiting, 2 done, 3 skipped, 4 failed.
    state BIGINT NOT NULL,
    -- A stable code that says why, where it was not done.
    why TEXT COLLATE "C",
    PRIMARY KEY (organisation_id, bulk_id, place),
    FOREIGN KEY (organisation_id, bulk_id) REFERENCES bulks (organisation_id, bulk_id)
);
CREATE INDEX bulk_rows_by_document ON bulk_rows (organisation_id, document_id);

DO $$
DECLARE
    ours CONSTANT TEXT := 'organisation_id = (
        SELECT CAST(NULLIF(current_setting(''utsyn.organisation'', true), '''') AS UUID)
    )';
    named TEXT;
BEGIN
    FOREACH named IN ARRAY ARRAY['bulks', 'bulk_rows'] LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', named);
        EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', named);
        EXECUTE format('CREATE POLICY of_organisation ON %I USING (%s)', named, ours);
    END LOOP;
END
$$;
