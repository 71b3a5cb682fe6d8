-- Addresses that are told of changes. One node at a time tells one of them:
-- leased_until says until when it may be silent, fence tells its lease from
-- every other one.
CREATE TABLE webhooks (
    organisation_id UUID NOT NULL,
    webhook_id UUID NOT NULL,
    url TEXT COLLATE "C" NOT NULL,
    description TEXT COLLATE "C" NOT NULL,
    -- Types and beginnings of types, separated by spaces; absent for all.
    event_types TEXT COLLATE "C",
    -- Ids separated by spaces; absent for all companies.
    companies TEXT COLLATE "C",
    -- What messages are signed with; the one before as long as it is used too.
    secret BYTEA NOT NULL,
    old_secret BYTEA,
    old_secret_until BIGINT,
    -- Not a foreign key: people may go, their webhooks stay.
    created_by UUID,
    created_at BIGINT NOT NULL,
    disabled_at BIGINT,
    -- 1 by a person, 2 the receiver said that it is gone, 3 it failed for days.
    disabled_why SMALLINT,
    -- The first failure since the last success.
    failing_since BIGINT,
    -- How far the log has become deliveries.
    fed_seq BIGINT NOT NULL,
    leased_until BIGINT NOT NULL,
    fence BIGINT NOT NULL,
    PRIMARY KEY (organisation_id, webhook_id),
    FOREIGN KEY (organisation_id) REFERENCES organisations (organisation_id)
);

-- What an address is to be told, and what became of it.
CREATE TABLE webhook_deliveries (
    organisation_id UUID NOT NULL,
    webhook_delivery_id UUID NOT NULL,
    webhook_id UUID NOT NULL,
    -- The place in the log, and the place among what follows from it; a
    -- negative one for tests.
    seq BIGINT NOT NULL,
    part SMALLINT NOT NULL,
    -- The document that it is about; of one document the earlier goes first.
    document_id UUID,
    event_type TEXT COLLATE "C" NOT NULL,
    payload TEXT COLLATE "C" NOT NULL,
    -- 0 waiting, 1 delivered, 2 given up.
    state SMALLINT NOT NULL,
    created_at BIGINT NOT NULL,
    -- Not before this moment.
    run_at BIGINT NOT NULL,
    -- Attempts since it was last asked for, and attempts in all.
    attempts BIGINT NOT NULL,
    tries BIGINT NOT NULL,
    ended_at BIGINT,
    PRIMARY KEY (organisation_id, webhook_delivery_id),
    UNIQUE (organisation_id, webhook_id, seq, part),
    FOREIGN KEY (organisation_id, webhook_id) REFERENCES webhooks (organisation_id, webhook_id)
);

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
    organisation_id UUID NOT NULL,
    webhook_delivery_id UUID NOT NULL,
    number BIGINT NOT NULL,
    began_at BIGINT NOT NULL,
    took_ms BIGINT NOT NULL,
    url TEXT COLLATE "C" NOT NULL,
    request_headers TEXT COLLATE "C" NOT NULL,
    status SMALLINT,
    response_headers TEXT COLLATE "C" NOT NULL,
    response_body TEXT COLLATE "C" NOT NULL,
    -- Why there is no answer.
    error TEXT COLLATE "C",
    PRIMARY KEY (organisation_id, webhook_delivery_id, number),
    FOREIGN KEY (organisation_id, webhook_delivery_id)
        REFERENCES webhook_deliveries (organisation_id, webhook_delivery_id)
);

DO $$
DECLARE
    ours CONSTANT TEXT := 'organisation_id = (
        SELECT CAST(NULLIF(current_setting(''utsyn.organisation'', true), '''') AS UUID)
    )';
    named TEXT;
BEGIN
    FOREACH named IN ARRAY ARRAY['webhooks', 'webhook_deliveries', 'webhook_attempts'] LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', named);
        EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', named);
        EXECUTE format('CREATE POLICY of_organisation ON %I USING (%s)', named, ours);
    END LOOP;
END
$$;

-- Whoever looks for work looks in every organisation.
CREATE POLICY across_tenants ON webhooks
    USING ((SELECT current_setting('utsyn.across_tenants', true)) = 'on');
CREATE POLICY across_tenants ON webhook_deliveries
    USING ((SELECT current_setting('utsyn.across_tenants', true)) = 'on');
