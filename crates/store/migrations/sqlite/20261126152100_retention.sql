-- How long things are kept, what is held, and what is erased.

CREATE TABLE retention_rules (
    organisation_id BLOB NOT NULL,
    retention_rule_id BLOB NOT NULL,
    -- The order in which they were said; of two alike the later holds.
    place INTEGER NOT NULL,
    company_id BLOB,
    channel INTEGER,
    kind INTEGER,
    -- Absent where there is no rule for this part any more.
    months INTEGER,
    -- For documents received on this day or later; absent for all.
    from_on INTEGER,
    created_at INTEGER NOT NULL,
    PRIMARY KEY (organisation_id, retention_rule_id),
    FOREIGN KEY (organisation_id) REFERENCES organisations (organisation_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE holds (
    organisation_id BLOB NOT NULL,
    hold_id BLOB NOT NULL,
    name TEXT NOT NULL,
    reason TEXT NOT NULL,
    -- Words of the filter language; absent for a hold on one document.
    filter TEXT,
    document_id BLOB,
    set_at INTEGER NOT NULL,
    set_by TEXT NOT NULL,
    released_at INTEGER,
    released_by TEXT,
    PRIMARY KEY (organisation_id, hold_id),
    FOREIGN KEY (organisation_id) REFERENCES organisations (organisation_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE held_documents (
    organisation_id BLOB NOT NULL,
    document_id BLOB NOT NULL,
    hold_id BLOB NOT NULL,
    PRIMARY KEY (organisation_id, document_id, hold_id),
    FOREIGN KEY (organisation_id, document_id)
        REFERENCES documents (organisation_id, document_id),
    FOREIGN KEY (organisation_id, hold_id) REFERENCES holds (organisation_id, hold_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX held_documents_by_hold
    ON held_documents (organisation_id, hold_id, document_id);

CREATE TABLE erasures (
    organisation_id BLOB NOT NULL,
    erasure_id BLOB NOT NULL,
    -- The day it went by.
    as_of_on INTEGER NOT NULL,
    started_at INTEGER NOT NULL,
    ended_at INTEGER,
    started_by TEXT NOT NULL,
    -- JSON: how much of what was erased, and how much was held.
    report TEXT NOT NULL,
    PRIMARY KEY (organisation_id, erasure_id),
    FOREIGN KEY (organisation_id) REFERENCES organisations (organisation_id)
) STRICT, WITHOUT ROWID;

-- What was erased a while ago, by the hash of its sender's key, so that
-- sending it again makes no second document.
CREATE TABLE erased_keys (
    organisation_id BLOB NOT NULL,
    key_hash BLOB NOT NULL,
    document_id BLOB,
    erased_at INTEGER NOT NULL,
    PRIMARY KEY (organisation_id, key_hash),
    FOREIGN KEY (organisation_id) REFERENCES organisations (organisation_id)
) STRICT, WITHOUT ROWID;

-- Bytes that are missing because they were erased.
CREATE TABLE erased_originals (
    organisation_id BLOB NOT NULL,
    hash BLOB NOT NULL,
    PRIMARY KEY (organisation_id, hash),
    FOREIGN KEY (organisation_id) REFERENCES organisations (organisation_id)
) STRICT, WITHOUT ROWID;

-- Erasing finds by document and by bytes what names them.
CREATE INDEX attachments_by_hash ON attachments (organisation_id, hash) WHERE embedded = 0;

CREATE INDEX documents_by_original ON documents (organisation_id, original_hash)
    WHERE original_hash IS NOT NULL;

CREATE INDEX import_items_by_document ON import_items (organisation_id, document_id)
    WHERE document_id IS NOT NULL;
