-- How long things are kept, what is held, and what is erased.

CREATE TABLE retention_rules (
    organisation_id UUID NOT NULL,
    retention_rule_id UUID NOT NULL,
    -- The order in which they were said; of two alike the later holds.
    place BIGINT NOT NULL,
    company_id UUID,
    channel BIGINT,
    kind BIGINT,
    -- Absent where there is no rule for this part any more.
    months BIGINT,
    -- For documents received on this day or later; absent for all.
    from_on BIGINT,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (organisation_id, retention_rule_id),
    FOREIGN KEY (organisation_id) REFERENCES organisations (organisation_id)
);

CREATE TABLE holds (
    organisation_id UUID NOT NULL,
    hold_id UUID NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    reason TEXT COLLATE "C" NOT NULL,
    -- Words of the filter language; absent for a hold on one document.
    filter TEXT COLLATE "C",
    document_id UUID,
    set_at BIGINT NOT NULL,
    set_by TEXT COLLATE "C" NOT NULL,
    released_at BIGINT,
    released_by TEXT COLLATE "C",
    PRIMARY KEY (organisation_id, hold_id),
    FOREIGN KEY (organisation_id) REFERENCES organisations (organisation_id)
);

CREATE TABLE held_documents (
    organisation_id UUID NOT NULL,
    document_id UUID NOT NULL,
    hold_id UUID NOT NULL,
    PRIMARY KEY (organisation_id, document_id, hold_id),
    FOREIGN KEY (organisation_id, document_id)
        REFERENCES documents (organisation_id, document_id),
    FOREIGN KEY (organisation_id, hold_id) REFERENCES holds (organisation_id, hold_id)
);

CREATE INDEX held_documents_by_hold
    ON held_documents (organisation_id, hold_id, document_id);

CREATE TABLE erasures (
    organisation_id UUID NOT NULL,
    erasure_id UUID NOT NULL,
    -- The day it went by.
    as_of_on BIGINT NOT NULL,
    started_at BIGINT NOT NULL,
    ended_at BIGINT,
    started_by TEXT COLLATE "C" NOT NULL,
    -- JSON: how much of what was erased, and how much was held.
    report TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (organisation_id, erasure_id),
    FOREIGN KEY (organisation_id) REFERENCES organisations (organisation_id)
);

-- What was erased a while ago, by the hash of its sender's key, so that
-- sending it again makes no second document.
CREATE TABLE erased_keys (
    organisation_id UUID NOT NULL,
    key_hash BYTEA NOT NULL,
    document_id UUID,
    erased_at BIGINT NOT NULL,
    PRIMARY KEY (organisation_id, key_hash),
    FOREIGN KEY (organisation_id) REFERENCES organisations (organisation_id)
);

-- Bytes that are missing because they were erased.
CREATE TABLE erased_originals (
    organisation_id UUID NOT NULL,
    hash BYTEA NOT NULL,
    PRIMARY KEY (organisation_id, hash),
    FOREIGN KEY (organisation_id) REFERENCES organisations (organisation_id)
);

-- Erasing finds by document and by bytes what names them.
CREATE INDEX attachments_by_hash ON attachments (organisation_id, hash) WHERE embedded = 0;

CREATE INDEX documents_by_original ON documents (organisation_id, original_hash)
    WHERE original_hash IS NOT NULL;

CREATE INDEX import_items_by_document ON import_items (organisation_id, document_id)
    WHERE document_id IS NOT NULL;

DO $$
DECLARE
    ours CONSTANT TEXT := 'organisation_id = (
        SELECT CAST(NULLIF(current_setting(''utsyn.organisation'', true), '''') AS UUID)
    )';
    named TEXT;
BEGIN
    FOREACH named IN ARRAY ARRAY['retention_rules', 'holds', 'held_documents', 'erasures', 'erased_keys', 'erased_originals'] LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', named);
        EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', named);
        EXECUTE format('CREATE POLICY of_organisation ON %I USING (%s)', named, ours);
    END LOOP;
END
$$;
