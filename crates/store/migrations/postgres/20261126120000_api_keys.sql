-- Keys with which other systems ask.

CREATE TABLE api_keys (
    organisation_id UUID NOT NULL,
    api_key_id UUID NOT NULL,
    name TEXT NOT NULL,
    -- SHA-256 of the secret, which is not kept.
    token BYTEA NOT NULL,
    -- Codes separated by spaces.
    scopes TEXT NOT NULL,
    -- Ids separated by spaces; absent for all companies.
    companies TEXT,
    -- Not a foreign key: people may go, their keys stay.
    created_by UUID,
    created_at BIGINT NOT NULL,
    expires_at BIGINT,
    revoked_at BIGINT,
    last_used_at BIGINT,
    PRIMARY KEY (organisation_id, api_key_id),
    UNIQUE (organisation_id, token),
    FOREIGN KEY (organisation_id) REFERENCES organisations (organisation_id)
);

ALTER TABLE api_keys ENABLE ROW LEVEL SECURITY;
ALTER TABLE api_keys FORCE ROW LEVEL SECURITY;
CREATE POLICY of_organisation ON api_keys USING (
    organisation_id = (
        SELECT CAST(NULLIF(current_setting('utsyn.organisation', true), '') AS UUID)
    )
);
