-- The newest backup of each organisation, as it was told when it was whole.
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
