-- Keys with which other systems ask.

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
