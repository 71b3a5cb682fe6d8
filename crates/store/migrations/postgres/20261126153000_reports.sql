-- Letters that are to be sent, and reports with their runs.

-- What a letter says lies in parts beside it, and goes when it was sent.
CREATE TABLE letters (
    organisation_id UUID NOT NULL,
    letter_key TEXT COLLATE "C" NOT NULL,
    recipient TEXT COLLATE "C" NOT NULL,
    subject TEXT COLLATE "C" NOT NULL,
    -- 0 waiting, 1 sent, 2 refused or given up.
    state SMALLINT NOT NULL,
    created_at BIGINT NOT NULL,
    attempts BIGINT NOT NULL,
    tried_at BIGINT,
    error TEXT COLLATE "C",
    PRIMARY KEY (organisation_id, letter_key),
    FOREIGN KEY (organisation_id) REFERENCES organisations (organisation_id)
);

CREATE TABLE letter_parts (
    organisation_id UUID NOT NULL,
    letter_key TEXT COLLATE "C" NOT NULL,
    place BIGINT NOT NULL,
    bytes BYTEA NOT NULL,
    PRIMARY KEY (organisation_id, letter_key, place),
    FOREIGN KEY (organisation_id, letter_key)
        REFERENCES letters (organisation_id, letter_key)
);

-- Reports that somebody set up. Those that come with the program have a row
-- only where something about them was set.
CREATE TABLE reports (
    organisation_id UUID NOT NULL,
    report TEXT COLLATE "C" NOT NULL,
    definition TEXT COLLATE "C" NOT NULL,
    is_paused SMALLINT NOT NULL,
    -- What was due up to this moment has its run.
    planned_until BIGINT NOT NULL,
    changed_at BIGINT NOT NULL,
    -- Not a foreign key: people may go, their reports stay.
    changed_by UUID,
    PRIMARY KEY (organisation_id, report),
    FOREIGN KEY (organisation_id) REFERENCES organisations (organisation_id)
);

-- Each making of a report. The key of a due one is its period, so that there
-- is one of each for ever.
CREATE TABLE report_runs (
    organisation_id UUID NOT NULL,
    run_id UUID NOT NULL,
    report TEXT COLLATE "C" NOT NULL,
    run_key TEXT COLLATE "C" NOT NULL,
    period_from BIGINT NOT NULL,
    period_to BIGINT NOT NULL,
    as_of BIGINT NOT NULL,
    ordered_by TEXT COLLATE "C" NOT NULL,
    ordered_at BIGINT NOT NULL,
    -- As the report was defined then.
    definition TEXT COLLATE "C" NOT NULL,
    -- 0 waiting, 1 made, 2 skipped because it was empty, 3 failed.
    state SMALLINT NOT NULL,
    settled_at BIGINT,
    error TEXT COLLATE "C",
    PRIMARY KEY (organisation_id, run_id),
    UNIQUE (organisation_id, report, run_key),
    FOREIGN KEY (organisation_id) REFERENCES organisations (organisation_id)
);

-- The files of a run, in parts. Those who may see different companies get
-- different files, told apart by the audience.
CREATE TABLE report_file_parts (
    organisation_id UUID NOT NULL,
    run_id UUID NOT NULL,
    audience TEXT COLLATE "C" NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    place BIGINT NOT NULL,
    size BIGINT NOT NULL,
    bytes BYTEA NOT NULL,
    PRIMARY KEY (organisation_id, run_id, audience, name, place),
    FOREIGN KEY (organisation_id, run_id)
        REFERENCES report_runs (organisation_id, run_id)
);

-- What is known of an address that a report goes to.
CREATE TABLE report_subscribers (
    organisation_id UUID NOT NULL,
    report TEXT COLLATE "C" NOT NULL,
    address TEXT COLLATE "C" NOT NULL,
    -- The word that ends it without signing in: nobody can guess it.
    token BYTEA NOT NULL,
    ended_at BIGINT,
    bounces BIGINT NOT NULL,
    PRIMARY KEY (organisation_id, report, address),
    UNIQUE (organisation_id, token),
    FOREIGN KEY (organisation_id) REFERENCES organisations (organisation_id)
);

DO $$
DECLARE
    ours CONSTANT TEXT := 'organisation_id = (
        SELECT CAST(NULLIF(current_setting(''utsyn.organisation'', true), '''') AS UUID)
    )';
    named TEXT;
BEGIN
    FOREACH named IN ARRAY ARRAY[
        'letters', 'letter_parts', 'reports', 'report_runs', 'report_file_parts',
        'report_subscribers'
    ] LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', named);
        EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', named);
        EXECUTE format('CREATE POLICY of_organisation ON %I USING (%s)', named, ours);
    END LOOP;
END
$$;
