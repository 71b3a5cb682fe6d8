-- What the migrations make. Held equal by a test.

CREATE TABLE access_tokens (
    organisation_id BLOB NOT NULL,
    -- SHA-256 of the token, which is not kept.
    token BLOB NOT NULL,
    api_key_id BLOB NOT NULL,
    -- Codes separated by spaces.
    scopes TEXT NOT NULL,
    expires_at INTEGER NOT NULL,
    PRIMARY KEY (organisation_id, token),
    FOREIGN KEY (organisation_id, api_key_id) REFERENCES api_keys (organisation_id, api_key_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE annotations (
    organisation_id BLOB NOT NULL,
    annotation_id BLOB NOT NULL,
    first_on INTEGER NOT NULL,
    -- Absent where it was one day.
    last_on INTEGER,
    -- Absent where every company is meant.
    company_id BLOB,
    -- Absent where every channel is meant.
    channel TEXT,
    text TEXT NOT NULL,
    -- Not a foreign key: people may go, what they wrote stays.
    created_by BLOB,
    created_at INTEGER NOT NULL,
    PRIMARY KEY (organisation_id, annotation_id),
    FOREIGN KEY (organisation_id, company_id)
        REFERENCES companies (organisation_id, company_id)
) STRICT, WITHOUT ROWID;

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

CREATE TABLE backups (
    organisation_id BLOB NOT NULL,
    made_at INTEGER NOT NULL,
    -- Where it lies, or what made it.
    place TEXT NOT NULL,
    -- Rows that were read back; absent where another program made it.
    row_count INTEGER,
    PRIMARY KEY (organisation_id),
    FOREIGN KEY (organisation_id) REFERENCES organisations (organisation_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE bulk_rows (
    organisation_id BLOB NOT NULL,
    bulk_id BLOB NOT NULL,
    place INTEGER NOT NULL,
    document_id BLOB NOT NULL,
    -- 1 waiting, 2 done, 3 skipped, 4 failed.
    state INTEGER NOT NULL,
    -- A stable code that says why, where it was not done.
    why TEXT,
    PRIMARY KEY (organisation_id, bulk_id, place),
    FOREIGN KEY (organisation_id, bulk_id) REFERENCES bulks (organisation_id, bulk_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE bulks (
    organisation_id BLOB NOT NULL,
    bulk_id BLOB NOT NULL,
    -- What is done, as JSON; without words of anybody once it is over.
    action TEXT NOT NULL,
    -- What was chosen, in words of the filter language; absent for rows that
    -- were chosen one by one.
    filter TEXT,
    -- How far the log had come when it was asked for.
    seq INTEGER NOT NULL,
    asked_by_id BLOB NOT NULL,
    asked_by TEXT NOT NULL,
    asked_at INTEGER NOT NULL,
    ended_at INTEGER,
    PRIMARY KEY (organisation_id, bulk_id),
    FOREIGN KEY (organisation_id) REFERENCES organisations (organisation_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE comment_mentions (
    organisation_id BLOB NOT NULL,
    comment_id BLOB NOT NULL,
    user_id BLOB NOT NULL,
    user_name TEXT NOT NULL,
    mentioned_at INTEGER NOT NULL,
    PRIMARY KEY (organisation_id, comment_id, user_id),
    FOREIGN KEY (organisation_id, comment_id) REFERENCES comments (organisation_id, comment_id)
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

CREATE TABLE company_settings (
    organisation_id BLOB NOT NULL,
    company_id BLOB NOT NULL,
    -- Absent where they are the organisation's.
    time_zone TEXT,
    language TEXT,
    -- Codes separated by spaces.
    channels TEXT NOT NULL,
    PRIMARY KEY (organisation_id, company_id),
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

CREATE TABLE default_views (
    organisation_id BLOB NOT NULL,
    user_id BLOB NOT NULL,
    view_id BLOB NOT NULL,
    PRIMARY KEY (organisation_id, user_id),
    FOREIGN KEY (organisation_id, view_id) REFERENCES views (organisation_id, view_id)
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

CREATE TABLE erased_runs (
    organisation_id BLOB NOT NULL,
    run_id BLOB NOT NULL,
    erased_at INTEGER NOT NULL,
    PRIMARY KEY (organisation_id, run_id),
    FOREIGN KEY (organisation_id, run_id)
        REFERENCES report_runs (organisation_id, run_id)
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

CREATE TABLE errand_steps (
    organisation_id BLOB NOT NULL,
    errand_key BLOB NOT NULL,
    step INTEGER NOT NULL,
    receipt TEXT NOT NULL,
    PRIMARY KEY (organisation_id, errand_key, step),
    FOREIGN KEY (organisation_id, errand_key) REFERENCES errands (organisation_id, errand_key)
) STRICT, WITHOUT ROWID;

CREATE TABLE errands (
    organisation_id BLOB NOT NULL,
    -- SHA-256 of who asked and the name that was given.
    errand_key BLOB NOT NULL,
    -- SHA-256 of what was asked.
    fingerprint BLOB NOT NULL,
    -- What its randomness grows from; absent once a secret was made of it.
    seed BLOB,
    begun_at INTEGER NOT NULL,
    -- Until when somebody is at it.
    leased_until INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    -- 0 running, 1 answered, 2 done with an answer that is not kept, 3 done
    -- with an answer that is shown once.
    state INTEGER NOT NULL,
    status INTEGER,
    headers TEXT,
    body BLOB,
    PRIMARY KEY (organisation_id, errand_key),
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

CREATE TABLE extract_parts (
    organisation_id BLOB NOT NULL,
    -- 0 a run of a report, 1 an export.
    extract_kind INTEGER NOT NULL,
    extract_id BLOB NOT NULL,
    place INTEGER NOT NULL,
    first_id BLOB NOT NULL,
    last_id BLOB NOT NULL,
    -- Sixteen bytes each.
    ids BLOB NOT NULL,
    PRIMARY KEY (organisation_id, extract_kind, extract_id, place),
    FOREIGN KEY (organisation_id) REFERENCES organisations (organisation_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE facts_epochs (
    organisation_id BLOB NOT NULL,
    epoch INTEGER NOT NULL,
    PRIMARY KEY (organisation_id),
    FOREIGN KEY (organisation_id) REFERENCES organisations (organisation_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE follow_ups (
    organisation_id BLOB NOT NULL,
    follow_up_id BLOB NOT NULL,
    document_id BLOB NOT NULL,
    assignee_id BLOB NOT NULL,
    assignee_name TEXT NOT NULL,
    note TEXT NOT NULL,
    -- Until when; days since 1970-01-01.
    due_on INTEGER NOT NULL,
    opened_at INTEGER NOT NULL,
    opened_by TEXT NOT NULL,
    closed_at INTEGER,
    closed_by TEXT,
    -- 1 resolved, 2 resent, 3 settled, 4 not needed, 5 passed on.
    outcome INTEGER,
    reason TEXT,
    PRIMARY KEY (organisation_id, follow_up_id),
    FOREIGN KEY (organisation_id, document_id)
        REFERENCES documents (organisation_id, document_id)
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

CREATE TABLE interest_rates (
    organisation_id BLOB NOT NULL,
    valid_from INTEGER NOT NULL,
    -- Hundredths of a percent a year.
    hundredths INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    PRIMARY KEY (organisation_id, valid_from),
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

CREATE TABLE kid_agreements (
    organisation_id BLOB NOT NULL,
    company_id BLOB NOT NULL,
    place INTEGER NOT NULL,
    length INTEGER NOT NULL,
    algorithm TEXT NOT NULL,
    PRIMARY KEY (organisation_id, company_id, place),
    FOREIGN KEY (organisation_id, company_id)
        REFERENCES companies (organisation_id, company_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE learned_spans (
    organisation_id BLOB NOT NULL,
    -- The place in the log divided by 1024.
    span INTEGER NOT NULL,
    learned_max INTEGER NOT NULL,
    PRIMARY KEY (organisation_id, span),
    FOREIGN KEY (organisation_id) REFERENCES organisations (organisation_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE letter_parts (
    organisation_id BLOB NOT NULL,
    letter_key TEXT NOT NULL,
    place INTEGER NOT NULL,
    bytes BLOB NOT NULL,
    PRIMARY KEY (organisation_id, letter_key, place),
    FOREIGN KEY (organisation_id, letter_key)
        REFERENCES letters (organisation_id, letter_key)
) STRICT, WITHOUT ROWID;

CREATE TABLE letters (
    organisation_id BLOB NOT NULL,
    letter_key TEXT NOT NULL,
    recipient TEXT NOT NULL,
    subject TEXT NOT NULL,
    -- 0 waiting, 1 sent, 2 refused or given up.
    state INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    attempts INTEGER NOT NULL,
    tried_at INTEGER,
    error TEXT,
    PRIMARY KEY (organisation_id, letter_key),
    FOREIGN KEY (organisation_id) REFERENCES organisations (organisation_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE link_companies (
    organisation_id BLOB NOT NULL,
    company_id BLOB NOT NULL,
    allowed_at INTEGER NOT NULL,
    PRIMARY KEY (organisation_id, company_id),
    FOREIGN KEY (organisation_id, company_id)
        REFERENCES companies (organisation_id, company_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE links (
    organisation_id BLOB NOT NULL,
    link_id BLOB NOT NULL,
    document_id BLOB NOT NULL,
    token BLOB NOT NULL,
    -- The channel whose message carries it.
    channel INTEGER NOT NULL,
    made_at INTEGER NOT NULL,
    made_by TEXT NOT NULL,
    expires_at INTEGER NOT NULL,
    revoked_at INTEGER,
    revoked_by TEXT,
    -- Views that count.
    views INTEGER NOT NULL,
    first_viewed_at INTEGER,
    last_viewed_at INTEGER,
    PRIMARY KEY (organisation_id, link_id),
    UNIQUE (organisation_id, token),
    FOREIGN KEY (organisation_id, document_id)
        REFERENCES documents (organisation_id, document_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE migrations (
    name TEXT NOT NULL,
    checksum BLOB NOT NULL,
    PRIMARY KEY (name)
) STRICT, WITHOUT ROWID;

CREATE TABLE organisation_settings (
    organisation_id BLOB NOT NULL,
    requires_second_factor INTEGER NOT NULL,
    oidc_issuer TEXT,
    oidc_client TEXT,
    oidc_secret TEXT,
    PRIMARY KEY (organisation_id),
    FOREIGN KEY (organisation_id) REFERENCES organisations (organisation_id)
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

CREATE TABLE passkeys (
    organisation_id BLOB NOT NULL,
    credential BLOB NOT NULL,
    user_id BLOB NOT NULL,
    name TEXT NOT NULL,
    -- The public key with what belongs to it, as JSON.
    content TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    used_at INTEGER,
    PRIMARY KEY (organisation_id, credential),
    FOREIGN KEY (organisation_id, user_id) REFERENCES users (organisation_id, user_id)
) STRICT, WITHOUT ROWID;

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

CREATE TABLE prices (
    organisation_id BLOB NOT NULL,
    price_id BLOB NOT NULL,
    -- Absent where it holds for every company without its own.
    company_id BLOB,
    channel TEXT NOT NULL,
    valid_from INTEGER NOT NULL,
    amount_minor INTEGER NOT NULL,
    currency TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    PRIMARY KEY (organisation_id, price_id),
    FOREIGN KEY (organisation_id, company_id)
        REFERENCES companies (organisation_id, company_id)
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

CREATE TABLE recovery_codes (
    organisation_id BLOB NOT NULL,
    user_id BLOB NOT NULL,
    -- SHA-256 of the code.
    code BLOB NOT NULL,
    PRIMARY KEY (organisation_id, user_id, code),
    FOREIGN KEY (organisation_id, user_id) REFERENCES users (organisation_id, user_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE report_file_parts (
    organisation_id BLOB NOT NULL,
    run_id BLOB NOT NULL,
    audience TEXT NOT NULL,
    name TEXT NOT NULL,
    place INTEGER NOT NULL,
    size INTEGER NOT NULL,
    bytes BLOB NOT NULL,
    PRIMARY KEY (organisation_id, run_id, audience, name, place),
    FOREIGN KEY (organisation_id, run_id)
        REFERENCES report_runs (organisation_id, run_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE report_runs (
    organisation_id BLOB NOT NULL,
    run_id BLOB NOT NULL,
    report TEXT NOT NULL,
    run_key TEXT NOT NULL,
    period_from INTEGER NOT NULL,
    period_to INTEGER NOT NULL,
    as_of INTEGER NOT NULL,
    ordered_by TEXT NOT NULL,
    ordered_at INTEGER NOT NULL,
    -- As the report was defined then.
    definition TEXT NOT NULL,
    -- 0 waiting, 1 made, 2 skipped because it was empty, 3 failed.
    state INTEGER NOT NULL,
    settled_at INTEGER,
    error TEXT,
    PRIMARY KEY (organisation_id, run_id),
    UNIQUE (organisation_id, report, run_key),
    FOREIGN KEY (organisation_id) REFERENCES organisations (organisation_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE report_subscribers (
    organisation_id BLOB NOT NULL,
    report TEXT NOT NULL,
    address TEXT NOT NULL,
    -- The word that ends it without signing in: nobody can guess it.
    token BLOB NOT NULL,
    ended_at INTEGER,
    bounces INTEGER NOT NULL,
    PRIMARY KEY (organisation_id, report, address),
    UNIQUE (organisation_id, token),
    FOREIGN KEY (organisation_id) REFERENCES organisations (organisation_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE reports (
    organisation_id BLOB NOT NULL,
    report TEXT NOT NULL,
    definition TEXT NOT NULL,
    is_paused INTEGER NOT NULL,
    -- What was due up to this moment has its run.
    planned_until INTEGER NOT NULL,
    changed_at INTEGER NOT NULL,
    -- Not a foreign key: people may go, their reports stay.
    changed_by BLOB,
    PRIMARY KEY (organisation_id, report),
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
    expires_at INTEGER NOT NULL, seen_at INTEGER NOT NULL DEFAULT 0, proven_at INTEGER NOT NULL DEFAULT 0, is_strong INTEGER NOT NULL DEFAULT 0, agent TEXT, address TEXT, seen_as TEXT,
    PRIMARY KEY (organisation_id, token),
    FOREIGN KEY (organisation_id, user_id)
        REFERENCES users (organisation_id, user_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE sign_in_steps (
    -- SHA-256 of the secret that the browser holds.
    token BLOB NOT NULL,
    content TEXT NOT NULL,
    expires_at INTEGER NOT NULL,
    PRIMARY KEY (token)
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
    outstanding_minor INTEGER NOT NULL, closed_at INTEGER, parts TEXT,
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

CREATE TABLE throttles (
    -- SHA-256 of what is counted.
    bucket BLOB NOT NULL,
    count INTEGER NOT NULL,
    since INTEGER NOT NULL,
    PRIMARY KEY (bucket)
) STRICT, WITHOUT ROWID;

CREATE TABLE totps (
    organisation_id BLOB NOT NULL,
    user_id BLOB NOT NULL,
    secret BLOB NOT NULL,
    -- Absent until a first code was right.
    confirmed_at INTEGER,
    -- The step of the last code that was taken; none before it is.
    last_step INTEGER NOT NULL,
    PRIMARY KEY (organisation_id, user_id),
    FOREIGN KEY (organisation_id, user_id) REFERENCES users (organisation_id, user_id)
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

CREATE TABLE user_tokens (
    organisation_id BLOB NOT NULL,
    -- SHA-256 of the secret in the letter.
    token BLOB NOT NULL,
    user_id BLOB NOT NULL,
    purpose TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    PRIMARY KEY (organisation_id, token),
    FOREIGN KEY (organisation_id, user_id) REFERENCES users (organisation_id, user_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE users (
    organisation_id BLOB NOT NULL,
    user_id BLOB NOT NULL,
    email TEXT NOT NULL,
    name TEXT NOT NULL,
    password_hash TEXT NOT NULL,
    language TEXT, role TEXT NOT NULL DEFAULT 'administrator', companies TEXT, keys_off INTEGER NOT NULL DEFAULT 0, is_platform INTEGER NOT NULL DEFAULT 0, joined_at INTEGER DEFAULT 0, subject TEXT,
    PRIMARY KEY (organisation_id, user_id),
    UNIQUE (organisation_id, email),
    FOREIGN KEY (organisation_id) REFERENCES organisations (organisation_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE views (
    organisation_id BLOB NOT NULL,
    view_id BLOB NOT NULL,
    -- A person, or a key for another system.
    owner_id BLOB NOT NULL,
    owner_name TEXT NOT NULL,
    name TEXT NOT NULL,
    -- Whether everybody in the organisation has it.
    is_shared INTEGER NOT NULL,
    -- Words of the filter language, and the column to sort by.
    filter TEXT NOT NULL,
    sort TEXT NOT NULL,
    -- Codes separated by commas; empty for the usual ones.
    columns TEXT NOT NULL,
    pictures INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    changed_at INTEGER NOT NULL,
    PRIMARY KEY (organisation_id, view_id),
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

CREATE INDEX attachments_by_hash ON attachments (organisation_id, hash) WHERE embedded = 0;

CREATE INDEX audit_entries_by_actor ON audit_entries (organisation_id, actor, number);

CREATE INDEX audit_entries_by_subject ON audit_entries (organisation_id, subject, number);

CREATE INDEX bulk_rows_by_document ON bulk_rows (organisation_id, document_id);

CREATE INDEX bulks_by_time ON bulks (organisation_id, asked_at, bulk_id);

CREATE INDEX comments_by_document ON comments (organisation_id, document_id, created_at);

CREATE INDEX default_views_by_view ON default_views (organisation_id, view_id);

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

CREATE INDEX events_of_mandates ON events (organisation_id, occurred_at)
    WHERE document_id IS NULL
        AND (substr(fact, 1, 24) = '{"type":"mandate_changed' OR substr(fact, 1, 19) = '{"type":"retracted"');

CREATE INDEX extract_parts_by_last ON extract_parts (organisation_id, last_id, first_id);

CREATE INDEX follow_ups_by_document ON follow_ups (organisation_id, document_id, opened_at);

CREATE INDEX follow_ups_closed ON follow_ups (organisation_id, closed_at, follow_up_id)
    WHERE closed_at IS NOT NULL;

CREATE INDEX follow_ups_open ON follow_ups (organisation_id, due_on, follow_up_id)
    WHERE closed_at IS NULL;

CREATE INDEX follow_ups_open_of_assignee
    ON follow_ups (organisation_id, assignee_id, due_on, follow_up_id)
    WHERE closed_at IS NULL;

CREATE INDEX held_documents_by_hold
    ON held_documents (organisation_id, hold_id, document_id);

CREATE INDEX import_events_by_import ON import_events (organisation_id, import_id, seq);

CREATE INDEX import_items_by_document ON import_items (organisation_id, document_id)
    WHERE document_id IS NOT NULL;

CREATE INDEX imports_by_time ON imports (organisation_id, received_at, import_id);

CREATE INDEX jobs_due ON jobs (run_at) WHERE state < 2;

CREATE INDEX links_by_document ON links (organisation_id, document_id, made_at);

CREATE INDEX passkeys_by_credential ON passkeys (credential);

CREATE INDEX passkeys_by_user ON passkeys (organisation_id, user_id);

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

CREATE INDEX sign_in_steps_by_time ON sign_in_steps (expires_at);

CREATE INDEX standings_by_outstanding ON standings (organisation_id, outstanding_minor)
    WHERE outstanding_minor > 0;

CREATE INDEX throttles_by_time ON throttles (since);

CREATE INDEX user_tokens_by_user ON user_tokens (organisation_id, user_id);

CREATE INDEX users_by_email ON users (email);

CREATE INDEX users_by_subject ON users (organisation_id, subject);

CREATE INDEX views_by_owner ON views (organisation_id, owner_id);

CREATE INDEX waiting_events_by_import ON waiting_events (organisation_id, import_id);

CREATE INDEX waiting_events_by_target ON waiting_events (organisation_id, target);

CREATE INDEX webhook_deliveries_by_document
    ON webhook_deliveries (organisation_id, document_id, created_at);

CREATE INDEX webhook_deliveries_by_state
    ON webhook_deliveries (organisation_id, webhook_id, state, webhook_delivery_id);

CREATE INDEX webhook_deliveries_by_time
    ON webhook_deliveries (organisation_id, webhook_id, webhook_delivery_id);

CREATE INDEX webhook_deliveries_due
    ON webhook_deliveries (organisation_id, webhook_id, run_at, seq, part) WHERE state = 0;

CREATE INDEX webhook_deliveries_waiting
    ON webhook_deliveries (organisation_id, webhook_id, document_id, seq, part) WHERE state = 0;
