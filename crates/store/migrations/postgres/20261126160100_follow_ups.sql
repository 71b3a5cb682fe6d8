-- Documents that are given to a person to see to, and how that ended. Of a
-- document at most one is open.
CREATE TABLE follow_ups (
    organisation_id UUID NOT NULL,
    follow_up_id UUID NOT NULL,
    document_id UUID NOT NULL,
    assignee_id UUID NOT NULL,
    assignee_name TEXT COLLATE "C" NOT NULL,
    note TEXT COLLATE "C" NOT NULL,
    -- Until when; days since 1970-01-01.
    due_on BIGINT NOT NULL,
    opened_at BIGINT NOT NULL,
    opened_by TEXT COLLATE "C" NOT NULL,
    closed_at BIGINT,
    closed_by TEXT COLLATE "C",
    -- 1 resolved, 2 resent, 3 settled, 4 not needed, 5 passed on.
    outcome BIGINT,
    reason TEXT COLLATE "C",
    PRIMARY KEY (organisation_id, follow_up_id),
    FOREIGN KEY (organisation_id, document_id)
        REFERENCES documents (organisation_id, document_id)
);
CREATE INDEX follow_ups_by_document ON follow_ups (organisation_id, document_id, opened_at);
CREATE INDEX follow_ups_open ON follow_ups (organisation_id, due_on, follow_up_id)
    WHERE closed_at IS NULL;
CREATE INDEX follow_ups_open_of_assignee
    ON follow_ups (organisation_id, assignee_id, due_on, follow_up_id)
    WHERE closed_at IS NULL;
CREATE INDEX follow_ups_closed ON follow_ups (organisation_id, closed_at, follow_up_id)
    WHERE closed_at IS NOT NULL;

DO $$
DECLARE
    ours CONSTANT TEXT := 'organisation_id = (
        SELECT CAST(NULLIF(current_setting(''utsyn.organisation'', true), '''') AS UUID)
    )';
    named TEXT;
BEGIN
    FOREACH named IN ARRAY ARRAY['follow_ups'] LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', named);
        EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', named);
        EXECUTE format('CREATE POLICY of_organisation ON %I USING (%s)', named, ours);
    END LOOP;
END
$$;
