-- What is to be done later. A job that somebody has is due again when its
-- lease ends, so run_at is both: when it is due, and until when whoever has
-- it may be silent.
CREATE TABLE jobs (
    organisation_id UUID NOT NULL,
    job_id UUID NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    job_key TEXT COLLATE "C" NOT NULL,
    payload TEXT COLLATE "C" NOT NULL,
    -- 0 waiting, 1 running, 2 given up.
    state SMALLINT NOT NULL,
    created_at BIGINT NOT NULL,
    run_at BIGINT NOT NULL,
    attempts BIGINT NOT NULL,
    crashes BIGINT NOT NULL,
    -- Counts the leases; what carries an older one no longer counts.
    fence BIGINT NOT NULL,
    error TEXT COLLATE "C",
    PRIMARY KEY (organisation_id, job_id),
    UNIQUE (organisation_id, name, job_key),
    FOREIGN KEY (organisation_id) REFERENCES organisations (organisation_id)
);

-- Whoever looks for work looks in every organisation.
CREATE INDEX jobs_due ON jobs (run_at) WHERE state < 2;

-- Bytes outside the database that nothing names and that are about to go.
-- While a hash stands here, nobody may record that it is kept.
CREATE TABLE condemned_originals (
    organisation_id UUID NOT NULL,
    hash BYTEA NOT NULL,
    PRIMARY KEY (organisation_id, hash),
    FOREIGN KEY (organisation_id) REFERENCES organisations (organisation_id)
);

-- Counts the times that standings were changed otherwise than by the log;
-- facts of an older count are loaded anew.
CREATE TABLE facts_epochs (
    organisation_id UUID NOT NULL,
    epoch BIGINT NOT NULL,
    PRIMARY KEY (organisation_id),
    FOREIGN KEY (organisation_id) REFERENCES organisations (organisation_id)
);

DO $$
DECLARE
    ours CONSTANT TEXT := 'organisation_id = (
        SELECT CAST(NULLIF(current_setting(''utsyn.organisation'', true), '''') AS UUID)
    )';
    named TEXT;
BEGIN
    FOREACH named IN ARRAY ARRAY['jobs', 'condemned_originals', 'facts_epochs'] LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', named);
        EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', named);
        EXECUTE format('CREATE POLICY of_organisation ON %I USING (%s)', named, ours);
    END LOOP;
END
$$;

-- Whoever looks for work looks in every organisation.
CREATE POLICY across_tenants ON jobs
    USING ((SELECT current_setting('utsyn.across_tenants', true)) = 'on');
