-- Requests that their senders named, so that each is done once.
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

-- What each step of an errand came to, written with its effect.
CREATE TABLE errand_steps (
    organisation_id BLOB NOT NULL,
    errand_key BLOB NOT NULL,
    step INTEGER NOT NULL,
    receipt TEXT NOT NULL,
    PRIMARY KEY (organisation_id, errand_key, step),
    FOREIGN KEY (organisation_id, errand_key) REFERENCES errands (organisation_id, errand_key)
) STRICT, WITHOUT ROWID;

-- Short-lived tokens that stand for a key.
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
