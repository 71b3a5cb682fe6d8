-- What taking files in needs besides the files: payments that several files
-- tell of, files that break a reader, uploads that are read in the background,
-- how tables of other systems are to be read, and imports that were undone.

-- What each file told of a payment that several told of; a payment told of
-- once is only in payments.
CREATE TABLE payment_tellings (
    organisation_id BLOB NOT NULL,
    source TEXT NOT NULL,
    source_id TEXT NOT NULL,
    payment_id BLOB NOT NULL,
    import_id BLOB NOT NULL,
    import_position INTEGER NOT NULL,
    kid TEXT,
    value_on INTEGER NOT NULL,
    paid_by INTEGER NOT NULL,
    payer_account TEXT,
    payer_name TEXT,
    text TEXT,
    bank_reference TEXT,
    learned_at INTEGER NOT NULL,
    PRIMARY KEY (organisation_id, source, source_id),
    FOREIGN KEY (organisation_id, payment_id)
        REFERENCES payments (organisation_id, payment_id),
    FOREIGN KEY (organisation_id, import_id)
        REFERENCES imports (organisation_id, import_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX payment_tellings_by_payment ON payment_tellings (organisation_id, payment_id);

-- Payments that look alike, of which a person has said that they are two.
CREATE TABLE payments_apart (
    organisation_id BLOB NOT NULL,
    payment_id BLOB NOT NULL,
    other_id BLOB NOT NULL,
    PRIMARY KEY (organisation_id, payment_id, other_id),
    FOREIGN KEY (organisation_id) REFERENCES organisations (organisation_id)
) STRICT, WITHOUT ROWID;

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
    organisation_id BLOB NOT NULL,
    hash BLOB NOT NULL,
    -- How often it was read alone and did not come to an end.
    attempts INTEGER NOT NULL,
    began_at INTEGER NOT NULL,
    PRIMARY KEY (organisation_id, hash),
    FOREIGN KEY (organisation_id) REFERENCES organisations (organisation_id)
) STRICT, WITHOUT ROWID;

-- Uploads that were acknowledged and are not read to their end yet.
CREATE TABLE deliveries (
    organisation_id BLOB NOT NULL,
    delivery_id BLOB NOT NULL,
    -- JSON: the files with their imports, and what was said about them.
    content TEXT NOT NULL,
    received_at INTEGER NOT NULL,
    -- Whoever reads it has it until then.
    leased_until INTEGER NOT NULL,
    PRIMARY KEY (organisation_id, delivery_id),
    FOREIGN KEY (organisation_id) REFERENCES organisations (organisation_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX deliveries_by_lease ON deliveries (leased_until);

-- What the columns of tables with this header mean, as a person said.
CREATE TABLE table_mappings (
    organisation_id BLOB NOT NULL,
    shape BLOB NOT NULL,
    -- JSON.
    mapping TEXT NOT NULL,
    used_at INTEGER NOT NULL,
    PRIMARY KEY (organisation_id, shape),
    FOREIGN KEY (organisation_id) REFERENCES organisations (organisation_id)
) STRICT, WITHOUT ROWID;

-- Events and mandates that a file told of as items of their own.
CREATE TABLE import_events (
    organisation_id BLOB NOT NULL,
    seq INTEGER NOT NULL,
    import_id BLOB NOT NULL,
    PRIMARY KEY (organisation_id, seq),
    FOREIGN KEY (organisation_id, import_id)
        REFERENCES imports (organisation_id, import_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX import_events_by_import ON import_events (organisation_id, import_id, seq);

-- Imports that were undone, or are being undone.
CREATE TABLE undone_imports (
    organisation_id BLOB NOT NULL,
    import_id BLOB NOT NULL,
    undone_at INTEGER NOT NULL,
    -- Not a foreign key: people may go.
    user_id BLOB,
    is_complete INTEGER NOT NULL,
    PRIMARY KEY (organisation_id, import_id),
    FOREIGN KEY (organisation_id, import_id)
        REFERENCES imports (organisation_id, import_id)
) STRICT, WITHOUT ROWID;

-- Documents whose import was undone, by the place in the log where it was.
CREATE TABLE withdrawn_documents (
    organisation_id BLOB NOT NULL,
    seq INTEGER NOT NULL,
    document_id BLOB NOT NULL,
    PRIMARY KEY (organisation_id, seq),
    UNIQUE (organisation_id, document_id),
    FOREIGN KEY (organisation_id, document_id)
        REFERENCES documents (organisation_id, document_id)
) STRICT, WITHOUT ROWID;
