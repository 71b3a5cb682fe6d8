-- What taking files in needs besides the files: payments that several files
-- tell of, files that break a reader, uploads that are read in the background,
-- how tables of other systems are to be read, and imports that were undone.

-- What each file told of a payment that several told of; a payment told of
-- once is only in payments.
CREATE TABLE payment_tellings (
    organisation_id UUID NOT NULL,
    source TEXT COLLATE "C" NOT NULL,
    source_id TEXT COLLATE "C" NOT NULL,
    payment_id UUID NOT NULL,
    import_id UUID NOT NULL,
    import_position BIGINT NOT NULL,
    kid TEXT COLLATE "C",
    value_on BIGINT NOT NULL,
    paid_by SMALLINT NOT NULL,
    payer_account TEXT COLLATE "C",
    payer_name TEXT COLLATE "C",
    text TEXT COLLATE "C",
    bank_reference TEXT COLLATE "C",
    learned_at BIGINT NOT NULL,
    PRIMARY KEY (organisation_id, source, source_id),
    FOREIGN KEY (organisation_id, payment_id)
        REFERENCES payments (organisation_id, payment_id),
    FOREIGN KEY (organisation_id, import_id)
        REFERENCES imports (organisation_id, import_id)
);

CREATE INDEX payment_tellings_by_payment ON payment_tellings (organisation_id, payment_id);

-- Payments that look alike, of which a person has said that they are two.
CREATE TABLE payments_apart (
    organisation_id UUID NOT NULL,
    payment_id UUID NOT NULL,
    other_id UUID NOT NULL,
    PRIMARY KEY (organisation_id, payment_id, other_id),
    FOREIGN KEY (organisation_id) REFERENCES organisations (organisation_id)
);

CREATE INDEX payments_apart_by_other ON payments_apart (organisation_id, other_id);

-- Where a payment may have a twin: the same money to the same account.
CREATE INDEX payments_alike ON payments (organisation_id, account, amount_minor, value_on);

-- Which payments a file told of, for undoing it.
CREATE INDEX payments_by_import ON payments (organisation_id, import_id, payment_id);
CREATE INDEX documents_by_import ON documents (organisation_id, import_id, document_id)
    WHERE import_id IS NOT NULL;

CREATE INDEX waiting_events_by_import ON waiting_events (organisation_id, import_id);

-- Files that are being read, by their bytes; a row that stays belongs to a
-- file that ended its process.
CREATE TABLE reading_attempts (
    organisation_id UUID NOT NULL,
    hash BYTEA NOT NULL,
    -- How often it was read alone and did not come to an end.
    attempts BIGINT NOT NULL,
    began_at BIGINT NOT NULL,
    PRIMARY KEY (organisation_id, hash),
    FOREIGN KEY (organisation_id) REFERENCES organisations (organisation_id)
);

-- Uploads that were acknowledged and are not read to their end yet.
CREATE TABLE deliveries (
    organisation_id UUID NOT NULL,
    delivery_id UUID NOT NULL,
    -- JSON: the files with their imports, and what was said about them.
    content TEXT COLLATE "C" NOT NULL,
    received_at BIGINT NOT NULL,
    -- Whoever reads it has it until then.
    leased_until BIGINT NOT NULL,
    PRIMARY KEY (organisation_id, delivery_id),
    FOREIGN KEY (organisation_id) REFERENCES organisations (organisation_id)
);

CREATE INDEX deliveries_by_lease ON deliveries (leased_until);

-- What the columns of tables with this header mean, as a person said.
CREATE TABLE table_mappings (
    organisation_id UUID NOT NULL,
    shape BYTEA NOT NULL,
    -- JSON.
    mapping TEXT COLLATE "C" NOT NULL,
    used_at BIGINT NOT NULL,
    PRIMARY KEY (organisation_id, shape),
    FOREIGN KEY (organisation_id) REFERENCES organisations (organisation_id)
);

-- Events and mandates that a file told of as items of their own.
CREATE TABLE import_events (
    organisation_id UUID NOT NULL,
    seq BIGINT NOT NULL,
    import_id UUID NOT NULL,
    PRIMARY KEY (organisation_id, seq),
    FOREIGN KEY (organisation_id, import_id)
        REFERENCES imports (organisation_id, import_id)
);

CREATE INDEX import_events_by_import ON import_events (organisation_id, import_id, seq);

-- Imports that were undone, or are being undone.
CREATE TABLE undone_imports (
    organisation_id UUID NOT NULL,
    import_id UUID NOT NULL,
    undone_at BIGINT NOT NULL,
    -- Not a foreign key: people may go.
    user_id UUID,
    is_complete SMALLINT NOT NULL,
    PRIMARY KEY (organisation_id, import_id),
    FOREIGN KEY (organisation_id, import_id)
        REFERENCES imports (organisation_id, import_id)
);

-- Documents whose import was undone, by the place in the log where it was.
CREATE TABLE withdrawn_documents (
    organisation_id UUID NOT NULL,
    seq BIGINT NOT NULL,
    document_id UUID NOT NULL,
    PRIMARY KEY (organisation_id, seq),
    UNIQUE (organisation_id, document_id),
    FOREIGN KEY (organisation_id, document_id)
        REFERENCES documents (organisation_id, document_id)
);

DO $$
DECLARE
    ours CONSTANT TEXT := 'organisation_id = (
        SELECT CAST(NULLIF(current_setting(''utsyn.organisation'', true), '''') AS UUID)
    )';
    named TEXT;
BEGIN
    FOREACH named IN ARRAY ARRAY[
        'deliveries',
        'import_events',
        'payment_tellings',
        'payments_apart',
        'reading_attempts',
        'table_mappings',
        'undone_imports',
        'withdrawn_documents'
    ] LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', named);
        EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', named);
        EXECUTE format('CREATE POLICY of_organisation ON %I USING (%s)', named, ours);
    END LOOP;
END
$$;

-- Looking for uploads that nobody reads any more goes across tenants.
CREATE POLICY across_tenants ON deliveries FOR SELECT
    USING ((SELECT current_setting('utsyn.across_tenants', true)) = 'on');
