-- Documents that are given to a person to see to, and how that ended. Of a
-- document at most one is open.
CREATE TABLE follow_ups (
    organisation_id BLOB NOT NULL,
    follow_up_id BLOB NOT NULL,
    document_id BLOB NOT NULL,
    assignee_id BLOB NOT NULL,
    assignee_name TEXT NOT NULL,
    note TEXT NOT NULL,
    -- Until when; days since 1970-01-01.
    due_on INTEGER NOT NULL,
    opened_at INTEGER NOT NULL,
    opened_by TEXT NOT NULL,
    closed_at INTEGER,
    closed_by TEXT,
    -- 1 resolved, 2 resent, 3 settled, 4 not needed, 5 passed on.
    outcome INTEGER,
    reason TEXT,
    PRIMARY KEY (organisation_id, follow_up_id),
    FOREIGN KEY (organisation_id, document_id)
        REFERENCES documents (organisation_id, document_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX follow_ups_by_document ON follow_ups (organisation_id, document_id, opened_at);
CREATE INDEX follow_ups_open ON follow_ups (organisation_id, due_on, follow_up_id)
    WHERE closed_at IS NULL;
CREATE INDEX follow_ups_open_of_assignee
    ON follow_ups (organisation_id, assignee_id, due_on, follow_up_id)
    WHERE closed_at IS NULL;
CREATE INDEX follow_ups_closed ON follow_ups (organisation_id, closed_at, follow_up_id)
    WHERE closed_at IS NOT NULL;
