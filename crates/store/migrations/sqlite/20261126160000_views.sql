-- Views of the list of documents that people saved: what to show, in which
-- order, with which columns.
CREATE TABLE views (
    organisation_id BLOB NOT NULL,
    view_id BLOB NOT NULL,
    -- A person, or a key for another system.
    owner_id BLOB NOT NULL,
    owner_name TEXT NOT NULL,
    name TEXT NOT NULL,
    -- Whether everybody in the organisation has it.
    is_shared INTEGER NOT NULL,
    -- Words of the filter language, and the column to sort by.
    filter TEXT NOT NULL,
    sort TEXT NOT NULL,
    -- Codes separated by commas; empty for the usual ones.
    columns TEXT NOT NULL,
    pictures INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    changed_at INTEGER NOT NULL,
    PRIMARY KEY (organisation_id, view_id),
    FOREIGN KEY (organisation_id) REFERENCES organisations (organisation_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX views_by_owner ON views (organisation_id, owner_id);

-- The view with which the list opens for somebody.
CREATE TABLE default_views (
    organisation_id BLOB NOT NULL,
    user_id BLOB NOT NULL,
    view_id BLOB NOT NULL,
    PRIMARY KEY (organisation_id, user_id),
    FOREIGN KEY (organisation_id, view_id) REFERENCES views (organisation_id, view_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX default_views_by_view ON default_views (organisation_id, view_id);
