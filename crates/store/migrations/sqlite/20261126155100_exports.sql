-- Files that people and systems asked for, made in the background. The bytes
-- lie outside the database, under the id.
CREATE TABLE exports (
    organisation_id BLOB NOT NULL,
    export_id BLOB NOT NULL,
    -- Words of the filter language, and the column to sort by.
    filter TEXT NOT NULL,
    sort TEXT NOT NULL,
    -- documents or events; ndjson, csv or parquet.
    table_name TEXT NOT NULL,
    format TEXT NOT NULL,
    -- What whoever asked may see: ids separated by spaces; absent for all.
    companies TEXT,
    asked_by TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    -- 0 being made, 1 ready, 2 failed.
    state INTEGER NOT NULL,
    done INTEGER NOT NULL,
    total INTEGER NOT NULL,
    size INTEGER,
    error TEXT,
    expires_at INTEGER NOT NULL,
    PRIMARY KEY (organisation_id, export_id),
    FOREIGN KEY (organisation_id) REFERENCES organisations (organisation_id)
) STRICT, WITHOUT ROWID;
