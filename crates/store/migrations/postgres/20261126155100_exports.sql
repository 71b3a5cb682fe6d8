-- Files that people and systems asked for, made in the background. The bytes
-- lie outside the database, under the id.
CREATE TABLE exports (
    organisation_id UUID NOT NULL,
    export_id UUID NOT NULL,
    -- Words of the filter language, and the column to sort by.
    filter TEXT COLLATE "C" NOT NULL,
    sort TEXT COLLATE "C" NOT NULL,
    -- documents or events; ndjson, csv or parquet.
    table_name TEXT COLLATE "C" NOT NULL,
    format TEXT COLLATE "C" NOT NULL,
    -- What whoever asked may see: ids separated by spaces; absent for all.
    companies TEXT COLLATE "C",
    asked_by TEXT COLLATE "C" NOT NULL,
    created_at BIGINT NOT NULL,
    -- 0 being made, 1 ready, 2 failed.
    state SMALLINT NOT NULL,
    done BIGINT NOT NULL,
    total BIGINT NOT NULL,
    size BIGINT,
    error TEXT COLLATE "C",
    expires_at BIGINT NOT NULL,
    PRIMARY KEY (organisation_id, export_id),
    FOREIGN KEY (organisation_id) REFERENCES organisations (organisation_id)
);

DO $$
DECLARE
    ours CONSTANT TEXT := 'organisation_id = (
        SELECT CAST(NULLIF(current_setting(''utsyn.organisation'', true), '''') AS UUID)
    )';
    named TEXT;
BEGIN
    FOREACH named IN ARRAY ARRAY['exports'] LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', named);
        EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', named);
        EXECUTE format('CREATE POLICY of_organisation ON %I USING (%s)', named, ours);
    END LOOP;
END
$$;
