-- What is done to many documents at once, and what became of each.
CREATE TABLE bulks (
    organisation_id BLOB NOT NULL,
    bulk_id BLOB NOT NULL,
    -- What is done, as JSON; without words of anybody once it is over.
    action TEXT NOT NULL,
    -- What was chosen, in words of the filter language; absent for rows that
    -- were chosen one by one.
    filter TEXT,
    -- How far the log had come when it was asked for.
    seq INTEGER NOT NULL,
    asked_by_id BLOB NOT NULL,
    asked_by TEXT NOT NULL,
    asked_at INTEGER NOT NULL,
    ended_at INTEGER,
    PRIMARY KEY (organisation_id, bulk_id),
    FOREIGN KEY (organisation_id) REFERENCES organisations (organisation_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX bulks_by_time ON bulks (organisation_id, asked_at, bulk_id);

CREATE TABLE bulk_rows (
    organisation_id BLOB NOT NULL,
    bulk_id BLOB NOT NULL,
    place INTEGER NOT NULL,
    document_id BLOB NOT NULL,
    -- 1 waiting, 2 done, 3 skipped, 4 failed.
    state INTEGER NOT NULL,
    -- A stable code that says why, where it was not done.
    why TEXT,
    PRIMARY KEY (organisation_id, bulk_id, place),
    FOREIGN KEY (organisation_id, bulk_id) REFERENCES bulks (organisation_id, bulk_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX bulk_rows_by_document ON bulk_rows (organisation_id, document_id);
