-- Letters that are to be sent, and reports with their runs.

-- What a letter says lies in parts beside it, and goes when it was sent.
CREATE TABLE letters (
    organisation_id BLOB NOT NULL,
    letter_key TEXT NOT NULL,
    recipient TEXT NOT NULL,
    subject TEXT NOT NULL,
    -- 0 waiting, 1 sent, 2 refused or given up.
    state INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    attempts INTEGER NOT NULL,
    tried_at INTEGER,
    error TEXT,
    PRIMARY KEY (organisation_id, letter_key),
    FOREIGN KEY (organisation_id) REFERENCES organisations (organisation_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE letter_parts (
    organisation_id BLOB NOT NULL,
    letter_key TEXT NOT NULL,
    place INTEGER NOT NULL,
    bytes BLOB NOT NULL,
    PRIMARY KEY (organisation_id, letter_key, place),
    FOREIGN KEY (organisation_id, letter_key)
        REFERENCES letters (organisation_id, letter_key)
) STRICT, WITHOUT ROWID;

-- Reports that somebody set up. Those that come with the program have a row
-- only where something about them was set.
CREATE TABLE reports (
    organisation_id BLOB NOT NULL,
    report TEXT NOT NULL,
    definition TEXT NOT NULL,
    is_paused INTEGER NOT NULL,
    -- What was due up to this moment has its run.
    planned_until INTEGER NOT NULL,
    changed_at INTEGER NOT NULL,
    -- Not a foreign key: people may go, their reports stay.
    changed_by BLOB,
    PRIMARY KEY (organisation_id, report),
    FOREIGN KEY (organisation_id) REFERENCES organisations (organisation_id)
) STRICT, WITHOUT ROWID;

-- Each making of a report. The key of a due one is its period, so that there
-- is one of each for ever.
CREATE TABLE report_runs (
    organisation_id BLOB NOT NULL,
    run_id BLOB NOT NULL,
    report TEXT NOT NULL,
    run_key TEXT NOT NULL,
    period_from INTEGER NOT NULL,
    period_to INTEGER NOT NULL,
    as_of INTEGER NOT NULL,
    ordered_by TEXT NOT NULL,
    ordered_at INTEGER NOT NULL,
    -- As the report was defined then.
    definition TEXT NOT NULL,
    -- 0 waiting, 1 made, 2 skipped because it was empty, 3 failed.
    state INTEGER NOT NULL,
    settled_at INTEGER,
    error TEXT,
    PRIMARY KEY (organisation_id, run_id),
    UNIQUE (organisation_id, report, run_key),
    FOREIGN KEY (organisation_id) REFERENCES organisations (organisation_id)
) STRICT, WITHOUT ROWID;

-- The files of a run, in parts. Those who may see different companies get
-- different files, told apart by the audience.
CREATE TABLE report_file_parts (
    organisation_id BLOB NOT NULL,
    run_id BLOB NOT NULL,
    audience TEXT NOT NULL,
    name TEXT NOT NULL,
    place INTEGER NOT NULL,
    size INTEGER NOT NULL,
    bytes BLOB NOT NULL,
    PRIMARY KEY (organisation_id, run_id, audience, name, place),
    FOREIGN KEY (organisation_id, run_id)
        REFERENCES report_runs (organisation_id, run_id)
) STRICT, WITHOUT ROWID;

-- What is known of an address that a report goes to.
CREATE TABLE report_subscribers (
    organisation_id BLOB NOT NULL,
    report TEXT NOT NULL,
    address TEXT NOT NULL,
    -- The word that ends it without signing in: nobody can guess it.
    token BLOB NOT NULL,
    ended_at INTEGER,
    bounces INTEGER NOT NULL,
    PRIMARY KEY (organisation_id, report, address),
    UNIQUE (organisation_id, token),
    FOREIGN KEY (organisation_id) REFERENCES organisations (organisation_id)
) STRICT, WITHOUT ROWID;
