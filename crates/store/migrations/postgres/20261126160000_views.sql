-- Views of the list of documents that people saved: what to show, in which
-- order, with which columns.
CREATE TABLE views (
    organisation_id UUID NOT NULL,
    view_id UUID NOT NULL,
    -- A person, or a key for another system.
    owner_id UUID NOT NULL,
    owner_name TEXT COLLATE "C" NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    -- Whether everybody in the organisation has it.
    is_shared BIGINT NOT NULL,
    -- Words of the filter language, and the column to sort by.
    filter TEXT COLLATE "C" NOT NULL,
    sort TEXT COLLATE "C" NOT NULL,
    -- Codes separated by commas; empty for the usual ones.
    columns TEXT COLLATE "C" NOT NULL,
    pictures BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    changed_at BIGINT NOT NULL,
    PRIMARY KEY (organisation_id, view_id),
    FOREIGN KEY (organisation_id) REFERENCES organisations (organisation_id)
);
CREATE INDEX views_by_owner ON views (organisation_id, owner_id);

-- The view with which the list opens for somebody.
CREATE TABLE default_views (
    organisation_id UUID NOT NULL,
    user_id UUID NOT NULL,
    view_id UUID NOT NULL,
    PRIMARY KEY (organisation_id, user_id),
    FOREIGN KEY (organisation_id, view_id) REFERENCES views (organisation_id, view_id)
);
CREATE INDEX default_views_by_view ON default_views (organisation_id, view_id);

DO $$
DECLARE
    ours CONSTANT TEXT := 'organisation_id = (
        SELECT CAST(NULLIF(current_setting(''utsyn.organisation'', true), '''') AS UUID)
    )';
    named TEXT;
BEGIN
    FOREACH named IN ARRAY ARRAY['views', 'default_views'] LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', named);
        EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', named);
        EXECUTE format('CREATE POLICY of_organisation ON %I USING (%s)', named, ours);
    END LOOP;
END
$$;
