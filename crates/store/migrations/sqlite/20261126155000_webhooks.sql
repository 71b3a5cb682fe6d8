-- Addresses that are told of changes. One node at a time tells one of them:
-- leased_until says until when it may be silent, fence tells its lease from
-- every other one.
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

-- What an address is to be told, and what became of it.
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

CREATE INDEX webhook_deliveries_by_state
    ON webhook_deliveries (organisation_id, webhook_id, state, webhook_delivery_id);

CREATE INDEX webhook_deliveries_by_time
    ON webhook_deliveries (organisation_id, webhook_id, webhook_delivery_id);

CREATE INDEX webhook_deliveries_due
    ON webhook_deliveries (organisation_id, webhook_id, run_at, seq, part) WHERE state = 0;

CREATE INDEX webhook_deliveries_waiting
    ON webhook_deliveries (organisation_id, webhook_id, document_id, seq, part) WHERE state = 0;

-- What was asked of the receiver and what it answered, cut off at a few kB.
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
