-- What the migrations make. Held equal by a test.

CREATE TABLE api_keys (
    organisation_id BLOB NOT NULL,
    api_key_id BLOB NOT NULL,
    name TEXT NOT NULL,
    -- SHA-256 of the secret, which is not kept.
    token BLOB NOT NULL,
    -- Codes separated by spaces.
    scopes TEXT NOT NULL,
    -- Ids separated by spaces; absent for all companies.
    companies TEXT,
    -- Not a foreign key: people may go, their keys stay.
    created_by BLOB,
    created_at INTEGER NOT NULL,
    expires_at INTEGER,
    revoked_at INTEGER,
    last_used_at INTEGER,
    PRIMARY KEY (organisation_id, api_key_id),
    UNIQUE (organisation_id, token),
    FOREIGN KEY (organisation_id) REFERENCES organisations (organisation_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE attachments (
    organisation_id BLOB NOT NULL,
    document_id BLOB NOT NULL,
    place INTEGER NOT NULL,
    name TEXT NOT NULL,
    media_type TEXT NOT NULL,
    size INTEGER NOT NULL,
    hash BLOB NOT NULL,
    -- Whether the bytes lie inside the original rather than among originals.
    embedded INTEGER NOT NULL,
    PRIMARY KEY (organisation_id, document_id, place),
    FOREIGN KEY (organisation_id, document_id)
        REFERENCES documents (organisation_id, document_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE audit_contents (
    organisation_id BLOB NOT NULL,
    number INTEGER NOT NULL,
    salt BLOB NOT NULL,
    -- JSON: names and values, which may be personal.
    content TEXT NOT NULL,
    PRIMARY KEY (organisation_id, number),
    FOREIGN KEY (organisation_id, number)
        REFERENCES audit_entries (organisation_id, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE audit_entries (
    organisation_id BLOB NOT NULL,
    -- 1, 2, 3… without gaps.
    number INTEGER NOT NULL,
    at INTEGER NOT NULL,
    actor TEXT NOT NULL,
    act TEXT NOT NULL,
    subject TEXT NOT NULL,
    -- SHA-256 over the salt and the content.
    commitment BLOB NOT NULL,
    -- SHA-256 over this entry and the link before it.
    link BLOB NOT NULL,
    PRIMARY KEY (organisation_id, number),
    FOREIGN KEY (organisation_id) REFERENCES organisations (organisation_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE audit_heads (
    organisation_id BLOB NOT NULL,
    signed_at INTEGER NOT NULL,
    number INTEGER NOT NULL,
    link BLOB NOT NULL,
    -- Ed25519.
    public_key BLOB NOT NULL,
    signature BLOB NOT NULL,
    PRIMARY KEY (organisation_id, signed_at),
    FOREIGN KEY (organisation_id) REFERENCES organisations (organisation_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE comment_versions (
    organisation_id BLOB NOT NULL,
    comment_id BLOB NOT NULL,
    version INTEGER NOT NULL,
    text TEXT NOT NULL,
    replaced_at INTEGER NOT NULL,
    PRIMARY KEY (organisation_id, comment_id, version),
    FOREIGN KEY (organisation_id, comment_id)
        REFERENCES comments (organisation_id, comment_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE comments (
    organisation_id BLOB NOT NULL,
    comment_id BLOB NOT NULL,
    document_id BLOB NOT NULL,
    -- Not a foreign key: people may go, their words stay under their name.
    author_id BLOB NOT NULL,
    author_name TEXT NOT NULL,
    text TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    edited_at INTEGER,
    PRIMARY KEY (organisation_id, comment_id),
    FOREIGN KEY (organisation_id, document_id)
        REFERENCES documents (organisation_id, document_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE companies (
    organisation_id BLOB NOT NULL,
    company_id BLOB NOT NULL,
    -- The order in which they were added.
    place INTEGER NOT NULL,
    number TEXT,
    name TEXT NOT NULL,
    kid_algorithm TEXT NOT NULL,
    PRIMARY KEY (organisation_id, company_id),
    UNIQUE (organisation_id, number),
    FOREIGN KEY (organisation_id) REFERENCES organisations (organisation_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE company_accounts (
    organisation_id BLOB NOT NULL,
    company_id BLOB NOT NULL,
    place INTEGER NOT NULL,
    account TEXT NOT NULL,
    PRIMARY KEY (organisation_id, company_id, place),
    FOREIGN KEY (organisation_id, company_id)
        REFERENCES companies (organisation_id, company_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE condemned_originals (
    organisation_id BLOB NOT NULL,
    hash BLOB NOT NULL,
    PRIMARY KEY (organisation_id, hash),
    FOREIGN KEY (organisation_id) REFERENCES organisations (organisation_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE customers (
    organisation_id BLOB NOT NULL,
    customer_id BLOB NOT NULL,
    customer_key TEXT NOT NULL,
    number TEXT,
    organisation_number TEXT,
    endpoint TEXT,
    name TEXT NOT NULL,
    -- The place in the log of the document that last told of the customer.
    seq INTEGER NOT NULL,
    PRIMARY KEY (organisation_id, customer_id),
    UNIQUE (organisation_id, customer_key),
    UNIQUE (organisation_id, seq),
    FOREIGN KEY (organisation_id) REFERENCES organisations (organisation_id)
) STRICT, WITHOUT ROWID;

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

CREATE TABLE document_references (
    organisation_id BLOB NOT NULL,
    number TEXT NOT NULL,
    document_id BLOB NOT NULL,
    PRIMARY KEY (organisation_id, number, document_id),
    FOREIGN KEY (organisation_id, document_id)
        REFERENCES documents (organisation_id, document_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE documents (
    organisation_id BLOB NOT NULL,
    document_id BLOB NOT NULL,
    company_id BLOB NOT NULL,
    customer_id BLOB NOT NULL,
    kind INTEGER NOT NULL,
    channel INTEGER NOT NULL,
    number TEXT NOT NULL,
    kid TEXT,
    account TEXT,
    amount_minor INTEGER,
    currency TEXT,
    issued_on INTEGER,
    due_on INTEGER,
    received_at INTEGER NOT NULL,
    batch TEXT,
    source TEXT NOT NULL,
    source_id TEXT NOT NULL,
    fingerprint BLOB NOT NULL,
    import_id BLOB,
    original_hash BLOB,
    original_size INTEGER,
    original_media_type TEXT,
    original_name TEXT,
    -- JSON compressed with zstd.
    details BLOB NOT NULL,
    findings TEXT,
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
) STRICT;

CREATE TABLE erased_keys (
    organisation_id BLOB NOT NULL,
    key_hash BLOB NOT NULL,
    document_id BLOB,
    erased_at INTEGER NOT NULL,
    PRIMARY KEY (organisation_id, key_hash),
    FOREIGN KEY (organisation_id) REFERENCES organisations (organisation_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE erased_originals (
    organisation_id BLOB NOT NULL,
    hash BLOB NOT NULL,
    PRIMARY KEY (organisation_id, hash),
    FOREIGN KEY (organisation_id) REFERENCES organisations (organisation_id)
) STRICT, WITHOUT ROWID;

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

CREATE TABLE events (
    organisation_id BLOB NOT NULL,
    seq INTEGER NOT NULL,
    document_id BLOB,
    source TEXT NOT NULL,
    source_id TEXT NOT NULL,
    occurred_at INTEGER NOT NULL,
    learned_at INTEGER NOT NULL,
    fact TEXT NOT NULL,
    PRIMARY KEY (organisation_id, seq),
    UNIQUE (organisation_id, source, source_id),
    FOREIGN KEY (organisation_id, document_id)
        REFERENCES documents (organisation_id, document_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE facts_epochs (
    organisation_id BLOB NOT NULL,
    epoch INTEGER NOT NULL,
    PRIMARY KEY (organisation_id),
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

CREATE TABLE import_events (
    organisation_id BLOB NOT NULL,
    seq INTEGER NOT NULL,
    import_id BLOB NOT NULL,
    PRIMARY KEY (organisation_id, seq),
    FOREIGN KEY (organisation_id, import_id)
        REFERENCES imports (organisation_id, import_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE import_items (
    organisation_id BLOB NOT NULL,
    import_id BLOB NOT NULL,
    position INTEGER NOT NULL,
    place TEXT NOT NULL,
    kind TEXT NOT NULL,
    outcome TEXT NOT NULL,
    document_id BLOB,
    findings TEXT,
    PRIMARY KEY (organisation_id, import_id, position),
    FOREIGN KEY (organisation_id, import_id)
        REFERENCES imports (organisation_id, import_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE imports (
    organisation_id BLOB NOT NULL,
    import_id BLOB NOT NULL,
    name TEXT NOT NULL,
    hash BLOB NOT NULL,
    size INTEGER NOT NULL,
    format TEXT NOT NULL,
    received_at INTEGER NOT NULL,
    -- Not a foreign key: people may go, what they gave stays.
    user_id BLOB,
    is_complete INTEGER NOT NULL,
    findings TEXT,
    stored INTEGER NOT NULL,
    duplicate INTEGER NOT NULL,
    rejected INTEGER NOT NULL,
    unmatched INTEGER NOT NULL,
    PRIMARY KEY (organisation_id, import_id),
    FOREIGN KEY (organisation_id) REFERENCES organisations (organisation_id)
) STRICT, WITHOUT ROWID;

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

CREATE TABLE migrations (
    name TEXT NOT NULL,
    checksum BLOB NOT NULL,
    PRIMARY KEY (name)
) STRICT, WITHOUT ROWID;

CREATE TABLE organisations (
    organisation_id BLOB NOT NULL,
    slug TEXT NOT NULL,
    name TEXT NOT NULL,
    time_zone TEXT NOT NULL,
    language TEXT NOT NULL,
    is_demo INTEGER NOT NULL,
    -- The last place taken in the log. Only moved together with the events.
    last_seq INTEGER NOT NULL,
    PRIMARY KEY (organisation_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE originals (
    organisation_id BLOB NOT NULL,
    hash BLOB NOT NULL,
    -- Bytes as they came, before they were compressed.
    size INTEGER NOT NULL,
    -- Compressed with zstd; absent where they lie outside the database.
    bytes BLOB,
    PRIMARY KEY (organisation_id, hash),
    FOREIGN KEY (organisation_id) REFERENCES organisations (organisation_id)
) STRICT;

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

CREATE TABLE payments (
    organisation_id BLOB NOT NULL,
    payment_id BLOB NOT NULL,
    source TEXT NOT NULL,
    source_id TEXT NOT NULL,
    company_id BLOB,
    import_id BLOB NOT NULL,
    import_position INTEGER NOT NULL,
    account TEXT NOT NULL,
    kid TEXT,
    amount_minor INTEGER NOT NULL,
    currency TEXT NOT NULL,
    value_on INTEGER NOT NULL,
    paid_by INTEGER NOT NULL,
    payer_account TEXT,
    payer_name TEXT,
    text TEXT,
    bank_reference TEXT,
    learned_at INTEGER NOT NULL,
    -- KID, payer's name and text in lower case, to be searched in.
    found_by TEXT NOT NULL,
    -- The document it belongs to now.
    document_id BLOB,
    -- How often it has been matched.
    round INTEGER NOT NULL,
    by_hand INTEGER NOT NULL,
    -- A person undid a match: only people match it again.
    hands_off INTEGER NOT NULL,
    PRIMARY KEY (organisation_id, payment_id),
    UNIQUE (organisation_id, source, source_id),
    FOREIGN KEY (organisation_id, company_id)
        REFERENCES companies (organisation_id, company_id),
    FOREIGN KEY (organisation_id, import_id)
        REFERENCES imports (organisation_id, import_id),
    FOREIGN KEY (organisation_id, document_id)
        REFERENCES documents (organisation_id, document_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE payments_apart (
    organisation_id BLOB NOT NULL,
    payment_id BLOB NOT NULL,
    other_id BLOB NOT NULL,
    PRIMARY KEY (organisation_id, payment_id, other_id),
    FOREIGN KEY (organisation_id) REFERENCES organisations (organisation_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE reading_attempts (
    organisation_id BLOB NOT NULL,
    hash BLOB NOT NULL,
    -- How often it was read alone and did not come to an end.
    attempts INTEGER NOT NULL,
    began_at INTEGER NOT NULL,
    PRIMARY KEY (organisation_id, hash),
    FOREIGN KEY (organisation_id) REFERENCES organisations (organisation_id)
) STRICT, WITHOUT ROWID;

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

CREATE TABLE sessions (
    organisation_id BLOB NOT NULL,
    token BLOB NOT NULL,
    user_id BLOB NOT NULL,
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    PRIMARY KEY (organisation_id, token),
    FOREIGN KEY (organisation_id, user_id)
        REFERENCES users (organisation_id, user_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE standings (
    organisation_id BLOB NOT NULL,
    seq INTEGER NOT NULL,
    document_id BLOB NOT NULL,
    company_id BLOB NOT NULL,
    customer_id BLOB NOT NULL,
    kind INTEGER NOT NULL,
    intended_channel INTEGER NOT NULL,
    number TEXT NOT NULL,
    kid TEXT,
    account TEXT,
    amount_minor INTEGER,
    currency TEXT,
    issued_on INTEGER,
    due_on INTEGER,
    received_at INTEGER NOT NULL,
    batch TEXT,
    processing INTEGER NOT NULL,
    channel INTEGER NOT NULL,
    delivery INTEGER NOT NULL,
    evidence INTEGER,
    recipient INTEGER NOT NULL,
    payment INTEGER NOT NULL,
    paid_by INTEGER,
    reason INTEGER,
    sent_at INTEGER,
    delivered_at INTEGER,
    opened_at INTEGER,
    paid_on INTEGER,
    scheduled_on INTEGER,
    paid_minor INTEGER NOT NULL,
    credited_minor INTEGER NOT NULL,
    comments INTEGER NOT NULL,
    held INTEGER NOT NULL,
    changed_at INTEGER NOT NULL,
    -- What is still to be paid, as computed by the domain.
    outstanding_minor INTEGER NOT NULL,
    PRIMARY KEY (organisation_id, seq),
    UNIQUE (organisation_id, document_id),
    FOREIGN KEY (organisation_id, document_id)
        REFERENCES documents (organisation_id, document_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE table_mappings (
    organisation_id BLOB NOT NULL,
    shape BLOB NOT NULL,
    -- JSON.
    mapping TEXT NOT NULL,
    used_at INTEGER NOT NULL,
    PRIMARY KEY (organisation_id, shape),
    FOREIGN KEY (organisation_id) REFERENCES organisations (organisation_id)
) STRICT, WITHOUT ROWID;

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

CREATE TABLE users (
    organisation_id BLOB NOT NULL,
    user_id BLOB NOT NULL,
    email TEXT NOT NULL,
    name TEXT NOT NULL,
    password_hash TEXT NOT NULL,
    language TEXT,
    PRIMARY KEY (organisation_id, user_id),
    UNIQUE (organisation_id, email),
    FOREIGN KEY (organisation_id) REFERENCES organisations (organisation_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE waiting_events (
    organisation_id BLOB NOT NULL,
    source TEXT NOT NULL,
    source_id TEXT NOT NULL,
    -- 1 our id, 2 the sender's key, 3 number, 4 KID.
    target_kind INTEGER NOT NULL,
    -- The id, the key without its source, the number, the KID.
    target TEXT NOT NULL,
    -- The source of the key, or the account beside the KID.
    target_part TEXT,
    occurred_at INTEGER NOT NULL,
    learned_at INTEGER NOT NULL,
    fact TEXT NOT NULL,
    import_id BLOB NOT NULL,
    import_position INTEGER NOT NULL,
    PRIMARY KEY (organisation_id, source, source_id),
    FOREIGN KEY (organisation_id, import_id)
        REFERENCES imports (organisation_id, import_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE withdrawn_documents (
    organisation_id BLOB NOT NULL,
    seq INTEGER NOT NULL,
    document_id BLOB NOT NULL,
    PRIMARY KEY (organisation_id, seq),
    UNIQUE (organisation_id, document_id),
    FOREIGN KEY (organisation_id, document_id)
        REFERENCES documents (organisation_id, document_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX attachments_by_hash ON attachments (organisation_id, hash) WHERE embedded = 0;

CREATE INDEX audit_entries_by_actor ON audit_entries (organisation_id, actor, number);

CREATE INDEX audit_entries_by_subject ON audit_entries (organisation_id, subject, number);

CREATE INDEX comments_by_document ON comments (organisation_id, document_id, created_at);

CREATE INDEX deliveries_by_lease ON deliveries (leased_until);

CREATE INDEX document_references_by_document
    ON document_references (organisation_id, document_id);

CREATE INDEX documents_by_import ON documents (organisation_id, import_id, document_id)
    WHERE import_id IS NOT NULL;

CREATE INDEX documents_by_kid ON documents (organisation_id, kid) WHERE kid IS NOT NULL;

CREATE INDEX documents_by_number ON documents (organisation_id, number);

CREATE INDEX documents_by_original ON documents (organisation_id, original_hash)
    WHERE original_hash IS NOT NULL;

CREATE INDEX events_by_document ON events (organisation_id, document_id, seq)
    WHERE document_id IS NOT NULL;

CREATE INDEX held_documents_by_hold
    ON held_documents (organisation_id, hold_id, document_id);

CREATE INDEX import_events_by_import ON import_events (organisation_id, import_id, seq);

CREATE INDEX import_items_by_document ON import_items (organisation_id, document_id)
    WHERE document_id IS NOT NULL;

CREATE INDEX imports_by_time ON imports (organisation_id, received_at, import_id);

CREATE INDEX jobs_due ON jobs (run_at) WHERE state < 2;

CREATE INDEX payment_tellings_by_payment ON payment_tellings (organisation_id, payment_id);

CREATE INDEX payments_alike ON payments (organisation_id, account, amount_minor, value_on);

CREATE INDEX payments_apart_by_other ON payments_apart (organisation_id, other_id);

CREATE INDEX payments_by_day ON payments (organisation_id, value_on, payment_id);

CREATE INDEX payments_by_document ON payments (organisation_id, document_id)
    WHERE document_id IS NOT NULL;

CREATE INDEX payments_by_import ON payments (organisation_id, import_id, payment_id);

CREATE INDEX payments_unmatched ON payments (organisation_id, value_on, payment_id)
    WHERE document_id IS NULL;

CREATE INDEX payments_waiting ON payments (organisation_id, kid)
    WHERE document_id IS NULL AND hands_off = 0;

CREATE INDEX sessions_by_user ON sessions (organisation_id, user_id);

CREATE INDEX standings_by_outstanding ON standings (organisation_id, outstanding_minor)
    WHERE outstanding_minor > 0;

CREATE INDEX users_by_email ON users (email);

CREATE INDEX waiting_events_by_import ON waiting_events (organisation_id, import_id);

CREATE INDEX waiting_events_by_target ON waiting_events (organisation_id, target);
