-- What documents cost to send, what money costs, and what happened when.

CREATE TABLE annotations (
    organisation_id UUID NOT NULL,
    annotation_id UUID NOT NULL,
    first_on BIGINT NOT NULL,
    -- Absent where it was one day.
    last_on BIGINT,
    -- Absent where every company is meant.
    company_id UUID,
    -- Absent where every channel is meant.
    channel TEXT,
    text TEXT NOT NULL,
    -- Not a foreign key: people may go, what they wrote stays.
    created_by UUID,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (organisation_id, annotation_id),
    FOREIGN KEY (organisation_id, company_id)
        REFERENCES companies (organisation_id, company_id)
);

CREATE TABLE interest_rates (
    organisation_id UUID NOT NULL,
    valid_from BIGINT NOT NULL,
    -- Hundredths of a percent a year.
    hundredths BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (organisation_id, valid_from),
    FOREIGN KEY (organisation_id) REFERENCES organisations (organisation_id)
);

CREATE TABLE prices (
    organisation_id UUID NOT NULL,
    price_id UUID NOT NULL,
    -- Absent where it holds for every company without its own.
    company_id UUID,
    channel TEXT NOT NULL,
    valid_from BIGINT NOT NULL,
    amount_minor BIGINT NOT NULL,
    currency TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (organisation_id, price_id),
    FOREIGN KEY (organisation_id, company_id)
        REFERENCES companies (organisation_id, company_id)
);

-- What is told of no document is little: mandates among it.
CREATE INDEX events_of_no_document ON events (organisation_id, occurred_at)
    WHERE document_id IS NULL;

DO $$
DECLARE
    ours CONSTANT TEXT := 'organisation_id = (
        SELECT CAST(NULLIF(current_setting(''utsyn.organisation'', true), '''') AS UUID)
    )';
    named TEXT;
BEGIN
    FOREACH named IN ARRAY ARRAY['annotations', 'interest_rates', 'prices'] LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', named);
        EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', named);
        EXECUTE format('CREATE POLICY of_organisation ON %I USING (%s)', named, ours);
    END LOOP;
END
$$;
