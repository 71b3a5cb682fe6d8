-- Links by which recipients see one document each, and the companies that
-- allow them. Of the words in a link there is only the hash.
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

CREATE INDEX links_by_document ON links (organisation_id, document_id, made_at);

-- A company that is not here allows none.
CREATE TABLE link_companies (
    organisation_id BLOB NOT NULL,
    company_id BLOB NOT NULL,
    allowed_at INTEGER NOT NULL,
    PRIMARY KEY (organisation_id, company_id),
    FOREIGN KEY (organisation_id, company_id)
        REFERENCES companies (organisation_id, company_id)
) STRICT, WITHOUT ROWID;
