-- Who did what. The chain is only added to; what lies beside it may go.

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

CREATE INDEX audit_entries_by_actor ON audit_entries (organisation_id, actor, number);
CREATE INDEX audit_entries_by_subject ON audit_entries (organisation_id, subject, number);

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
