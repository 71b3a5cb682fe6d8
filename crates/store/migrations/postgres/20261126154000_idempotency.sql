-- Requests that their senders named, so that each is done once.
CREATE TABLE errands (
    organisation_id UUID NOT NULL,
    -- SHA-256 of who asked and the name that was given.
    errand_key BYTEA NOT NULL,
    -- SHA-256 of what was asked.
    fingerprint BYTEA NOT NULL,
    -- What its randomness grows from; absent once a secret was made of it.
    seed BYTEA,
    begun_at BIGINT NOT NULL,
    -- Until when somebody is at it.
    leased_until BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    -- 0 running, 1 answered, 2 done with an answer that is not kept, 3 done
    -- with an answer that is shown once.
    state SMALLINT NOT NULL,
    status BIGINT,
    headers TEXT COLLATE "C",
    body BYTEA,
    PRIMARY KEY (organisation_id, errand_key),
    FOREIGN KEY (organisation_id) REFERENCES organisations (organisation_id)
);

-- What each step of an errand came to, written with its effect.
CREATE TABLE errand_steps (
    organisation_id UUID NOT NULL,
    errand_key BYTEA NOT NULL,
    step BIGINT NOT NULL,
    receipt TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (organisation_id, errand_key, step),
    FOREIGN KEY (organisation_id, errand_key) REFERENCES errands (organisation_id, errand_key)
);

-- Short-lived tokens that stand for a key.
CREATE TABLE access_tokens (
    organisation_id UUID NOT NULL,
    -- SHA-256 of the token, which is not kept.
    token BYTEA NOT NULL,
    api_key_id UUID NOT NULL,
    -- Codes separated by spaces.
    scopes TEXT COLLATE "C" NOT NULL,
    expires_at BIGINT NOT NULL,
    PRIMARY KEY (organisation_id, token),
    FOREIGN KEY (organisation_id, api_key_id) REFERENCES api_keys (organisation_id, api_key_id)
);

DO $$
DECLARE
    ours CONSTANT TEXT := 'organisation_id = (
        SELECT CAST(NULLIF(current_setting(''utsyn.organisation'', true), '''') AS UUID)
    )';
    named TEXT;
BEGIN
    FOREACH named IN ARRAY ARRAY['errands', 'errand_steps', 'access_tokens'] LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', named);
        EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', named);
        EXECUTE format('CREATE POLICY of_organisation ON %I USING (%s)', named, ours);
    END LOOP;
END
$$;
