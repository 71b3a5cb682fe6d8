-- What was made of documents and is kept apart from them: files of runs of
-- reports, and exports. Whoever erases a document finds here what names it.

-- The ids of documents and payments that an extract names, sorted, some
-- thousand in a row. A row without ids stands for all that there are.
CREATE TABLE extract_parts (
    organisation_id UUID NOT NULL,
    -- 0 a run of a report, 1 an export.
    extract_kind SMALLINT NOT NULL,
    extract_id UUID NOT NULL,
    place BIGINT NOT NULL,
    first_id UUID NOT NULL,
    last_id UUID NOT NULL,
    -- Sixteen bytes each.
    ids BYTEA NOT NULL,
    PRIMARY KEY (organisation_id, extract_kind, extract_id, place),
    FOREIGN KEY (organisation_id) REFERENCES organisations (organisation_id)
);

CREATE INDEX extract_parts_by_last ON extract_parts (organisation_id, last_id, first_id);

-- Runs whose files that named somebody are gone; those with figures stay.
CREATE TABLE erased_runs (
    organisation_id UUID NOT NULL,
    run_id UUID NOT NULL,
    erased_at BIGINT NOT NULL,
    PRIMARY KEY (organisation_id, run_id),
    FOREIGN KEY (organisation_id, run_id)
        REFERENCES report_runs (organisation_id, run_id)
);

-- Answers of receivers go with the document that they are about.
CREATE INDEX webhook_deliveries_by_document
    ON webhook_deliveries (organisation_id, document_id, created_at);

-- What was made before this step may name anything. The walls between
-- organisations stand aside while that is written down.
ALTER TABLE report_runs NO FORCE ROW LEVEL SECURITY;
ALTER TABLE exports NO FORCE ROW LEVEL SECURITY;

INSERT INTO extract_parts (organisation_id, extract_kind, extract_id, place, first_id, last_id, ids)
SELECT organisation_id, 0, run_id, 0, '00000000-0000-0000-0000-000000000000',
    'ffffffff-ffff-ffff-ffff-ffffffffffff', ''
FROM report_runs;

INSERT INTO extract_parts (organisation_id, extract_kind, extract_id, place, first_id, last_id, ids)
SELECT organisation_id, 1, export_id, 0, '00000000-0000-0000-0000-000000000000',
    'ffffffff-ffff-ffff-ffff-ffffffffffff', ''
FROM exports;

ALTER TABLE report_runs FORCE ROW LEVEL SECURITY;
ALTER TABLE exports FORCE ROW LEVEL SECURITY;

DO $$
DECLARE
    ours CONSTANT TEXT := 'organisation_id = (
        SELECT CAST(NULLIF(current_setting(''utsyn.organisation'', true), '''') AS UUID)
    )';
    named TEXT;
BEGIN
    FOREACH named IN ARRAY ARRAY['extract_parts', 'erased_runs'] LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', named);
        EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', named);
        EXECUTE format('CREATE POLICY of_organisation ON %I USING (%s)', named, ours);
    END LOOP;
END
$$;
