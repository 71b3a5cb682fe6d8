-- The record. Every key begins with organisation_id, so that nothing crosses
-- a tenant and the tables can be distributed by it. Text compares by its bytes,
-- as in the other engine. Moments are microseconds since
-- 1970 (UTC), days are days since 1970-01-01, amounts are minor units beside
-- their currency, vocabularies are the numbers of the domain.

CREATE TABLE organisations (
    organisation_id UUID NOT NULL,
    slug TEXT COLLATE "C" NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    time_zone TEXT COLLATE "C" NOT NULL,
    language TEXT COLLATE "C" NOT NULL,
    is_demo SMALLINT NOT NULL,
    -- The last place taken in the log. Only moved together with the events.
    last_seq BIGINT NOT NULL,
    PRIMARY KEY (organisation_id)
);

CREATE TABLE companies (
    organisation_id UUID NOT NULL,
    company_id UUID NOT NULL,
    -- The order in which they were added.
    place BIGINT NOT NULL,
    number TEXT COLLATE "C",
    name TEXT COLLATE "C" NOT NULL,
    kid_algorithm TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (organisation_id, company_id),
    UNIQUE (organisation_id, number),
    FOREIGN KEY (organisation_id) REFERENCES organisations (organisation_id)
);

CREATE TABLE company_accounts (
    organisation_id UUID NOT NULL,
    company_id UUID NOT NULL,
    place BIGINT NOT NULL,
    account TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (organisation_id, company_id, place),
    FOREIGN KEY (organisation_id, company_id)
        REFERENCES companies (organisation_id, company_id)
);

CREATE TABLE users (
    organisation_id UUID NOT NULL,
    user_id UUID NOT NULL,
    email TEXT COLLATE "C" NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    password_hash TEXT COLLATE "C" NOT NULL,
    language TEXT COLLATE "C",
    PRIMARY KEY (organisation_id, user_id),
    UNIQUE (organisation_id, email),
    FOREIGN KEY (organisation_id) REFERENCES organisations (organisation_id)
);

-- Signing in knows only the address.
CREATE INDEX users_by_email ON users (email);

CREATE TABLE sessions (
    organisation_id UUID NOT NULL,
    token BYTEA NOT NULL,
    user_id UUID NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    PRIMARY KEY (organisation_id, token),
    FOREIGN KEY (organisation_id, user_id)
        REFERENCES users (organisation_id, user_id)
);

CREATE INDEX sessions_by_user ON sessions (organisation_id, user_id);

CREATE TABLE originals (
    organisation_id UUID NOT NULL,
    hash BYTEA NOT NULL,
    -- Bytes as they came, before they were compressed.
    size BIGINT NOT NULL,
    -- Compressed with zstd; absent where they lie outside the database.
    bytes BYTEA,
    PRIMARY KEY (organisation_id, hash),
    FOREIGN KEY (organisation_id) REFERENCES organisations (organisation_id)
);

CREATE TABLE imports (
    organisation_id UUID NOT NULL,
    import_id UUID NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    hash BYTEA NOT NULL,
    size BIGINT NOT NULL,
    format TEXT COLLATE "C" NOT NULL,
    received_at BIGINT NOT NULL,
    -- Not a foreign key: people may go, what they gave stays.
    user_id UUID,
    is_complete SMALLINT NOT NULL,
    findings TEXT COLLATE "C",
    stored BIGINT NOT NULL,
    duplicate BIGINT NOT NULL,
    rejected BIGINT NOT NULL,
    unmatched BIGINT NOT NULL,
    PRIMARY KEY (organisation_id, import_id),
    FOREIGN KEY (organisation_id) REFERENCES organisations (organisation_id)
);

CREATE INDEX imports_by_time ON imports (organisation_id, received_at, import_id);

CREATE TABLE customers (
    organisation_id UUID NOT NULL,
    customer_id UUID NOT NULL,
    customer_key TEXT COLLATE "C" NOT NULL,
    number TEXT COLLATE "C",
    organisation_number TEXT COLLATE "C",
    endpoint TEXT COLLATE "C",
    name TEXT COLLATE "C" NOT NULL,
    -- The place in the log of the document that last told of the customer.
    seq BIGINT NOT NULL,
    PRIMARY KEY (organisation_id, customer_id),
    UNIQUE (organisation_id, customer_key),
    UNIQUE (organisation_id, seq),
    FOREIGN KEY (organisation_id) REFERENCES organisations (organisation_id)
);

CREATE TABLE documents (
    organisation_id UUID NOT NULL,
    document_id UUID NOT NULL,
    company_id UUID NOT NULL,
    customer_id UUID NOT NULL,
    kind SMALLINT NOT NULL,
    channel SMALLINT NOT NULL,
    number TEXT COLLATE "C" NOT NULL,
    kid TEXT COLLATE "C",
    account TEXT COLLATE "C",
    amount_minor BIGINT,
    currency TEXT COLLATE "C",
    issued_on BIGINT,
    due_on BIGINT,
    received_at BIGINT NOT NULL,
    batch TEXT COLLATE "C",
    source TEXT COLLATE "C" NOT NULL,
    source_id TEXT COLLATE "C" NOT NULL,
    fingerprint BYTEA NOT NULL,
    import_id UUID,
    original_hash BYTEA,
    original_size BIGINT,
    original_media_type TEXT COLLATE "C",
    original_name TEXT COLLATE "C",
    -- JSON compressed with zstd.
    details BYTEA NOT NULL,
    findings TEXT COLLATE "C",
    PRIMARY KEY (organisation_id, document_id),
    UNIQUE (organisation_id, source, source_id),
    FOREIGN KEY (organisation_id, company_id)
        REFERENCES companies (organisation_id, company_id),
    FOREIGN KEY (organisation_id, customer_id)
        REFERENCES customers (organisation_id, customer_id),
    FOREIGN KEY (organisation_id, import_id)
        REFERENCES imports (organisation_id, import_id),
    FOREIGN KEY (organisation_id, original_hash)
        REFERENCES originals (organisation_id, hash)
);

CREATE INDEX documents_by_number ON documents (organisation_id, number);
CREATE INDEX documents_by_kid ON documents (organisation_id, kid) WHERE kid IS NOT NULL;

-- Earlier invoices that a credit note names, by their number.
CREATE TABLE document_references (
    organisation_id UUID NOT NULL,
    number TEXT COLLATE "C" NOT NULL,
    document_id UUID NOT NULL,
    PRIMARY KEY (organisation_id, number, document_id),
    FOREIGN KEY (organisation_id, document_id)
        REFERENCES documents (organisation_id, document_id)
);

CREATE INDEX document_references_by_document
    ON document_references (organisation_id, document_id);

CREATE TABLE attachments (
    organisation_id UUID NOT NULL,
    document_id UUID NOT NULL,
    place BIGINT NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    media_type TEXT COLLATE "C" NOT NULL,
    size BIGINT NOT NULL,
    hash BYTEA NOT NULL,
    -- Whether the bytes lie inside the original rather than among originals.
    embedded SMALLINT NOT NULL,
    PRIMARY KEY (organisation_id, document_id, place),
    FOREIGN KEY (organisation_id, document_id)
        REFERENCES documents (organisation_id, document_id)
);

-- The log. Only appended to; numbered without gaps in each organisation.
CREATE TABLE events (
    organisation_id UUID NOT NULL,
    seq BIGINT NOT NULL,
    document_id UUID,
    source TEXT COLLATE "C" NOT NULL,
    source_id TEXT COLLATE "C" NOT NULL,
    occurred_at BIGINT NOT NULL,
    learned_at BIGINT NOT NULL,
    fact TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (organisation_id, seq),
    UNIQUE (organisation_id, source, source_id),
    FOREIGN KEY (organisation_id, document_id)
        REFERENCES documents (organisation_id, document_id)
);

CREATE INDEX events_by_document ON events (organisation_id, document_id, seq)
    WHERE document_id IS NOT NULL;

-- Where documents stand: the fold of their events, with their fixed fields
-- beside. Lies in the order in which it changed, because that is how the read
-- model asks for it.
CREATE TABLE standings (
    organisation_id UUID NOT NULL,
    seq BIGINT NOT NULL,
    document_id UUID NOT NULL,
    company_id UUID NOT NULL,
    customer_id UUID NOT NULL,
    kind SMALLINT NOT NULL,
    intended_channel SMALLINT NOT NULL,
    number TEXT COLLATE "C" NOT NULL,
    kid TEXT COLLATE "C",
    account TEXT COLLATE "C",
    amount_minor BIGINT,
    currency TEXT COLLATE "C",
    issued_on BIGINT,
    due_on BIGINT,
    received_at BIGINT NOT NULL,
    batch TEXT COLLATE "C",
    processing SMALLINT NOT NULL,
    channel SMALLINT NOT NULL,
    delivery SMALLINT NOT NULL,
    evidence SMALLINT,
    recipient SMALLINT NOT NULL,
    payment SMALLINT NOT NULL,
    paid_by SMALLINT,
    reason SMALLINT,
    sent_at BIGINT,
    delivered_at BIGINT,
    opened_at BIGINT,
    paid_on BIGINT,
    scheduled_on BIGINT,
    paid_minor BIGINT NOT NULL,
    credited_minor BIGINT NOT NULL,
    comments BIGINT NOT NULL,
    held SMALLINT NOT NULL,
    changed_at BIGINT NOT NULL,
    -- What is still to be paid, as computed by the domain.
    outstanding_minor BIGINT NOT NULL,
    PRIMARY KEY (organisation_id, seq),
    UNIQUE (organisation_id, document_id),
    FOREIGN KEY (organisation_id, document_id)
        REFERENCES documents (organisation_id, document_id)
);

CREATE INDEX standings_by_outstanding ON standings (organisation_id, outstanding_minor)
    WHERE outstanding_minor > 0;

-- Events whose document is not known yet, by what they name it with.
CREATE TABLE waiting_events (
    organisation_id UUID NOT NULL,
    source TEXT COLLATE "C" NOT NULL,
    source_id TEXT COLLATE "C" NOT NULL,
    -- 1 our id, 2 the sender's key, 3 number, 4 KID.
    target_kind SMALLINT NOT NULL,
    -- The id, the key without its source, the number, the KID.
    target TEXT COLLATE "C" NOT NULL,
    -- The source of the key, or the account beside the KID.
    target_part TEXT COLLATE "C",
    occurred_at BIGINT NOT NULL,
    learned_at BIGINT NOT NULL,
    fact TEXT COLLATE "C" NOT NULL,
    import_id UUID NOT NULL,
    import_position BIGINT NOT NULL,
    PRIMARY KEY (organisation_id, source, source_id),
    FOREIGN KEY (organisation_id, import_id)
        REFERENCES imports (organisation_id, import_id)
);

CREATE INDEX waiting_events_by_target ON waiting_events (organisation_id, target);

CREATE TABLE payments (
    organisation_id UUID NOT NULL,
    payment_id UUID NOT NULL,
    source TEXT COLLATE "C" NOT NULL,
    source_id TEXT COLLATE "C" NOT NULL,
    company_id UUID,
    import_id UUID NOT NULL,
    import_position BIGINT NOT NULL,
    account TEXT COLLATE "C" NOT NULL,
    kid TEXT COLLATE "C",
    amount_minor BIGINT NOT NULL,
    currency TEXT COLLATE "C" NOT NULL,
    value_on BIGINT NOT NULL,
    paid_by SMALLINT NOT NULL,
    payer_account TEXT COLLATE "C",
    payer_name TEXT COLLATE "C",
    text TEXT COLLATE "C",
    bank_reference TEXT COLLATE "C",
    learned_at BIGINT NOT NULL,
    -- KID, payer's name and text in lower case, to be searched in.
    found_by TEXT COLLATE "C" NOT NULL,
    -- The document it belongs to now.
    document_id UUID,
    -- How often it has been matched.
    round BIGINT NOT NULL,
    by_hand SMALLINT NOT NULL,
    -- A person undid a match: only people match it again.
    hands_off SMALLINT NOT NULL,
    PRIMARY KEY (organisation_id, payment_id),
    UNIQUE (organisation_id, source, source_id),
    FOREIGN KEY (organisation_id, company_id)
        REFERENCES companies (organisation_id, company_id),
    FOREIGN KEY (organisation_id, import_id)
        REFERENCES imports (organisation_id, import_id),
    FOREIGN KEY (organisation_id, document_id)
        REFERENCES documents (organisation_id, document_id)
);

CREATE INDEX payments_by_day ON payments (organisation_id, value_on, payment_id);
CREATE INDEX payments_unmatched ON payments (organisation_id, value_on, payment_id)
    WHERE document_id IS NULL;
CREATE INDEX payments_by_document ON payments (organisation_id, document_id)
    WHERE document_id IS NOT NULL;
CREATE INDEX payments_waiting ON payments (organisation_id, kid)
    WHERE document_id IS NULL AND hands_off = 0;

CREATE TABLE import_items (
    organisation_id UUID NOT NULL,
    import_id UUID NOT NULL,
    position BIGINT NOT NULL,
    place TEXT COLLATE "C" NOT NULL,
    kind TEXT COLLATE "C" NOT NULL,
    outcome TEXT COLLATE "C" NOT NULL,
    document_id UUID,
    findings TEXT COLLATE "C",
    PRIMARY KEY (organisation_id, import_id, position),
    FOREIGN KEY (organisation_id, import_id)
        REFERENCES imports (organisation_id, import_id)
);

CREATE TABLE comments (
    organisation_id UUID NOT NULL,
    comment_id UUID NOT NULL,
    document_id UUID NOT NULL,
    -- Not a foreign key: people may go, their words stay under their name.
    author_id UUID NOT NULL,
    author_name TEXT COLLATE "C" NOT NULL,
    text TEXT COLLATE "C" NOT NULL,
    created_at BIGINT NOT NULL,
    edited_at BIGINT,
    PRIMARY KEY (organisation_id, comment_id),
    FOREIGN KEY (organisation_id, document_id)
        REFERENCES documents (organisation_id, document_id)
);

CREATE INDEX comments_by_document ON comments (organisation_id, document_id, created_at);

-- Texts that were replaced.
CREATE TABLE comment_versions (
    organisation_id UUID NOT NULL,
    comment_id UUID NOT NULL,
    version BIGINT NOT NULL,
    text TEXT COLLATE "C" NOT NULL,
    replaced_at BIGINT NOT NULL,
    PRIMARY KEY (organisation_id, comment_id, version),
    FOREIGN KEY (organisation_id, comment_id)
        REFERENCES comments (organisation_id, comment_id)
);

-- The second wall: whatever a statement forgets to ask, a transaction sees and
-- writes the rows of one organisation, the one named in its setting. FORCE,
-- because the program's role owns the tables. The sub-select is read once a
-- statement rather than once a row.
DO $$
DECLARE
    ours CONSTANT TEXT := 'organisation_id = (
        SELECT CAST(NULLIF(current_setting(''utsyn.organisation'', true), '''') AS UUID)
    )';
    named TEXT;
BEGIN
    FOREACH named IN ARRAY ARRAY[
        'attachments',
        'comment_versions',
        'comments',
        'companies',
        'company_accounts',
        'customers',
        'document_references',
        'documents',
        'events',
        'import_items',
        'imports',
        'organisations',
        'originals',
        'payments',
        'sessions',
        'standings',
        'users',
        'waiting_events'
    ] LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', named);
        EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', named);
        EXECUTE format('CREATE POLICY of_organisation ON %I USING (%s)', named, ours);
    END LOOP;
END
$$;

-- The few verbs that look across tenants say so in a setting of their own:
-- finding and adding an organisation, and finding a person who signs in.
CREATE POLICY across_tenants ON organisations
    USING ((SELECT current_setting('utsyn.across_tenants', true)) = 'on');
CREATE POLICY across_tenants ON users FOR SELECT
    USING ((SELECT current_setting('utsyn.across_tenants', true)) = 'on');
