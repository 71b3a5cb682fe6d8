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

CREATE TABLE exports (
    organisation_id BLOB NOT NULL,
    export_id BLOB NOT NULL,
    -- Words of the filter language, and the column to sort by.
    filter TEXT NOT NULL,
    sort TEXT NOT NULL,
    -- documents or events; ndjson, csv or parquet.
    table_name TEXT NOT NULL,
    format TEXT NOT NULL,
    -- What whoever asked may see: ids separated by spaces; absent for all.
    companies TEXT,
    asked_by TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    -- 0 being made, 1 ready, 2 failed.
    state INTEGER NOT NULL,
    done INTEGER NOT NULL,
    total INTEGER NOT NULL,
    size INTEGER,
    error TEXT,
    expires_at INTEGER NOT NULL,
    PRIMARY KEY (organisation_id, export_id),
    FOREIGN KEY (organisation_id) REFERENCES organisations (organisation_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE facts_epochs (
    organisation_id BLOB NOT NULL,
    epoch INTEGER NOT NULL,
    PRIMARY KEY (organisation_id),
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

CREATE TABLE webhook_attempts (
    organisation_id BLOB NOT NULL,
    webhook_delivery_id BLOB NOT NULL,
    number INTEGER NOT NULL,
    began_at INTEGER NOT NULL,
    took_ms INTEGER NOT NULL,
    url TEXT NOT NULL,
    request_headers TEXT NOT NULL,
    status INTEGER,
    response_headers TEXT NOT NULL,
    response_body TEXT NOT NULL,
    -- Why there is no answer.
    error TEXT,
    PRIMARY KEY (organisation_id, webhook_delivery_id, number),
    FOREIGN KEY (organisation_id, webhook_delivery_id)
        REFERENCES webhook_deliveries (organisation_id, webhook_delivery_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE webhook_deliveries (
    organisation_id BLOB NOT NULL,
    webhook_delivery_id BLOB NOT NULL,
    webhook_id BLOB NOT NULL,
    -- The place in the log, and the place among what follows from it; a
    -- negative one for tests.
    seq INTEGER NOT NULL,
    part INTEGER NOT NULL,
    -- The document that it is about; of one document the earlier goes first.
    document_id BLOB,
    event_type TEXT NOT NULL,
    payload TEXT NOT NULL,
    -- 0 waiting, 1 delivered, 2 given up.
    state INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    -- Not before this moment.
    run_at INTEGER NOT NULL,
    -- Attempts since it was last asked for, and attempts in all.
    attempts INTEGER NOT NULL,
    tries INTEGER NOT NULL,
    ended_at INTEGER,
    PRIMARY KEY (organisation_id, webhook_delivery_id),
    UNIQUE (organisation_id, webhook_id, seq, part),
    FOREIGN KEY (organisation_id, webhook_id) REFERENCES webhooks (organisation_id, webhook_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE webhooks (
    organisation_id BLOB NOT NULL,
    webhook_id BLOB NOT NULL,
    url TEXT NOT NULL,
    description TEXT NOT NULL,
    -- Types and beginnings of types, separated by spaces; absent for all.
    event_types TEXT,
    -- Ids separated by spaces; absent for all companies.
    companies TEXT,
    -- What messages are signed with; the one before as long as it is used too.
    secret BLOB NOT NULL,
    old_secret BLOB,
    old_secret_until INTEGER,
    -- Not a foreign key: people may go, their webhooks stay.
    created_by BLOB,
    created_at INTEGER NOT NULL,
    disabled_at INTEGER,
    -- 1 by a person, 2 the receiver said that it is gone, 3 it failed for days.
    disabled_why INTEGER,
    -- The first failure since the last success.
    failing_since INTEGER,
    -- How far the log has become deliveries.
    fed_seq INTEGER NOT NULL,
    leased_until INTEGER NOT NULL,
    fence INTEGER NOT NULL,
    PRIMARY KEY (organisation_id, webhook_id),
    FOREIGN KEY (organisation_id) REFERENCES organisations (organisation_id)
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

CREATE INDEX comments_by_document ON comments (organisation_id, document_id, created_at);

CREATE INDEX deliveries_by_lease ON deliveries (leased_until);

CREATE INDEX document_references_by_document
    ON document_references (organisation_id, document_id);

CREATE INDEX documents_by_import ON documents (organisation_id, import_id, document_id)
    WHERE import_id IS NOT NULL;

CREATE INDEX documents_by_kid ON documents (organisation_id, kid) WHERE kid IS NOT NULL;

CREATE INDEX documents_by_number ON documents (organisation_id, number);

CREATE INDEX events_by_document ON events (organisation_id, document_id, seq)
    WHERE document_id IS NOT NULL;

CREATE INDEX import_events_by_import ON import_events (organisation_id, import_id, seq);

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

CREATE INDEX webhook_deliveries_by_state
    ON webhook_deliveries (organisation_id, webhook_id, state, webhook_delivery_id);

CREATE INDEX webhook_deliveries_by_time
    ON webhook_deliveries (organisation_id, webhook_id, webhook_delivery_id);

CREATE INDEX webhook_deliveries_due
    ON webhook_deliveries (organisation_id, webhook_id, run_at, seq, part) WHERE state = 0;

CREATE INDEX webhook_deliveries_waiting
    ON webhook_deliveries (organisation_id, webhook_id, document_id, seq, part) WHERE state = 0;
