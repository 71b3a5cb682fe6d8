-- The newest backup of each organisation, as it was told when it was whole.
CREATE TABLE backups (
    organisation_id UUID NOT NULL,
    made_at BIGINT NOT NULL,
    -- Where it lies, or what made it.
    place TEXT COLLATE "C" NOT NULL,
    -- Rows that were read back; absent where another program made it.
    row_count BIGINT,
    PRIMARY KEY (organisation_id),
    FOREIGN KEY (organisation_id) REFERENCES organisations (organisation_id)
);

ALTER TABLE backups ENABLE ROW LEVEL SECURITY;
ALTER TABLE backups FORCE ROW LEVEL SECURITY;
CREATE POLICY of_organisation ON backups USING (
    organisation_id = (
        SELECT CAST(NULLIF(current_setting('utsyn.organisation', true), '') AS UUID)
    )
);
