-- The latest moment at which something was learned among each thousand events
-- of the log. Whoever asks what was learned after a moment reads only where
-- there is any; an index of every event would cost more than that saves.
CREATE TABLE learned_spans (
    organisation_id BLOB NOT NULL,
    -- The place in the log divided by 1024.
    span INTEGER NOT NULL,
    learned_max INTEGER NOT NULL,
    PRIMARY KEY (organisation_id, span),
    FOREIGN KEY (organisation_id) REFERENCES organisations (organisation_id)
) STRICT, WITHOUT ROWID;

INSERT INTO learned_spans (organisation_id, span, learned_max)
SELECT organisation_id, seq / 1024, max(learned_at)
FROM events
GROUP BY organisation_id, seq / 1024;
