-- What was made of documents and is kept apart from them: files of runs of
-- reports, and exports. Whoever erases a document finds here what names it.

-- The ids of documents and payments that an extract names, sorted, some
-- thousand in a row. A row without ids stands for all that there are.
CREATE TABLE extract_parts (
    organisation_id BLOB NOT NULL,
    -- 0 a run of a report, 1 an export.
    extract_kind INTEGER NOT NULL,
    extract_id BLOB NOT NULL,
    place INTEGER NOT NULL,
    first_id BLOB NOT NULL,
    last_id BLOB NOT NULL,
    -- Sixteen bytes each.
    ids BLOB NOT NULL,
    PRIMARY KEY (organisation_id, extract_kind, extract_id, place),
    FOREIGN KEY (organisation_id) REFERENCES organisations (organisation_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX extract_parts_by_last ON extract_parts (organisation_id, last_id, first_id);

-- Runs whose files that named somebody are gone; those with figures stay.
CREATE TABLE erased_runs (
    organisation_id BLOB NOT NULL,
    run_id BLOB NOT NULL,
    erased_at INTEGER NOT NULL,
    PRIMARY KEY (organisation_id, run_id),
    FOREIGN KEY (organisation_id, run_id)
        REFERENCES report_runs (organisation_id, run_id)
) STRICT, WITHOUT ROWID;

-- Answers of receivers go with the document that they are about.
CREATE INDEX webhook_deliveries_by_document
    ON webhook_deliveries (organisation_id, document_id, created_at);

-- What was made before this step may name anything.
INSERT INTO extract_parts (organisation_id, extract_kind, extract_id, place, first_id, last_id, ids)
SELECT organisation_id, 0, run_id, 0, zeroblob(16), X'FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF', X''
FROM report_runs;

INSERT INTO extract_parts (organisation_id, extract_kind, extract_id, place, first_id, last_id, ids)
SELECT organisation_id, 1, export_id, 0, zeroblob(16), X'FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF', X''
FROM exports;
