-- The latest moment at which something was learned among each thousand events
-- of the log. Whoever asks what was learned after a moment reads only where
-- there is any; an index of every event would cost more than that saves.
CREATE TABLE learned_spans (
    organisation_id UUID NOT NULL,
    -- The place in the log divided by 1024.
    span BIGINT NOT NULL,
    learned_max BIGINT NOT NULL,
    PRIMARY KEY (organisation_id, span),
    FOREIGN KEY (organisation_id) REFERENCES organisations (organisation_id)
);

-- The walls between organisations stand aside while that is written down.
ALTER TABLE events NO FORCE ROW LEVEL SECURITY;

INSERT INTO learned_spans (organisation_id, span, learned_max)
SELECT organisation_id, seq / 1024, max(learned_at)
FROM events
GROUP BY organisation_id, seq / 1024;

ALTER TABLE events FORCE ROW LEVEL SECURITY;

ALTER TABLE learned_spans ENABLE ROW LEVEL SECURITY;
ALTER TABLE learned_spans FORCE ROW LEVEL SECURITY;
CREATE POLICY of_organisation ON learned_spans USING (organisation_id = (
    SELECT CAST(NULLIF(current_setting('utsyn.organisation', true), '') AS UUID)
));
