-- What documents cost to send, what money costs, and what happened when.

CREATE TABLE annotations (
    organisation_id BLOB NOT NULL,
    annotation_id BLOB NOT NULL,
    first_on INTEGER NOT NULL,
    -- Absent where it was one day.
    last_on INTEGER,
    -- Absent where every company is meant.
    company_id BLOB,
    -- Absent where every channel is meant.
    channel TEXT,
    text TEXT NOT NULL,
    -- Not a foreign key: people may go, what they wrote stays.
    created_by BLOB,
    created_at INTEGER NOT NULL,
    PRIMARY KEY (organisation_id, annotation_id),
    FOREIGN KEY (organisation_id, company_id)
        REFERENCES companies (organisation_id, company_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE interest_rates (
    organisation_id BLOB NOT NULL,
    valid_from INTEGER NOT NULL,
    -- Hundredths of a percent a year.
    hundredths INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    PRIMARY KEY (organisation_id, valid_from),
    FOREIGN KEY (organisation_id) REFERENCES organisations (organisation_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE prices (
    organisation_id BLOB NOT NULL,
    price_id BLOB NOT NULL,
    -- Absent where it holds for every company without its own.
    company_id BLOB,
    channel TEXT NOT NULL,
    valid_from INTEGER NOT NULL,
    amount_minor INTEGER NOT NULL,
    currency TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    PRIMARY KEY (organisation_id, price_id),
    FOREIGN KEY (organisation_id, company_id)
        REFERENCES companies (organisation_id, company_id)
) STRICT, WITHOUT ROWID;

-- What is told of no document is little: mandates among it.
CREATE INDEX events_of_no_document ON events (organisation_id, occurred_at)
    WHERE document_id IS NULL;
