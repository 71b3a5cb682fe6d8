-- What is to be done later. A job that somebody has is due again when its
-- lease ends, so run_at is both: when it is due, and until when whoever has
-- it may be silent.
CREATE TABLE jobs (
    organisation_id BLOB NOT NULL,
    job_id BLOB NOT NULL,
    name TEXT NOT NULL,
    job_key TEXT NOT NULL,
    payload TEXT NOT NULL,
    -- 0 waiting, 1 running, 2 given up.
    state INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    run_at INTEGER NOT NULL,
    attempts INTEGER NOT NULL,
    crashes INTEGER NOT NULL,
    -- Counts the leases; what carries an older one no longer counts.
    fence INTEGER NOT NULL,
    error TEXT,
    PRIMARY KEY (organisation_id, job_id),
    UNIQUE (organisation_id, name, job_key),
    FOREIGN KEY (organisation_id) REFERENCES organisations (organisation_id)
) STRICT, WITHOUT ROWID;

-- Whoever looks for work looks in every organisation.
CREATE INDEX jobs_due ON jobs (run_at) WHERE state < 2;

-- Bytes outside the database that nothing names and that are about to go.
-- While a hash stands here, nobody may record that it is kept.
CREATE TABLE condemned_originals (
    organisation_id BLOB NOT NULL,
    hash BLOB NOT NULL,
    PRIMARY KEY (organisation_id, hash),
    FOREIGN KEY (organisation_id) REFERENCES organisations (organisation_id)
) STRICT, WITHOUT ROWID;

-- Counts the times that standings were changed otherwise than by the log;
-- facts of an older count are loaded anew.
CREATE TABLE facts_epochs (
    organisation_id BLOB NOT NULL,
    epoch INTEGER NOT NULL,
    PRIMARY KEY (organisation_id),
    FOREIGN KEY (organisation_id) REFERENCES organisations (organisation_id)
) STRICT, WITHOUT ROWID;
