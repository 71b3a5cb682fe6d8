-- Payments are told of no document too, and are by far the most of what is:
-- mandates, and what takes them back, are found without them.
DROP INDEX events_of_no_document;
CREATE INDEX events_of_mandates ON events (organisation_id, occurred_at)
    WHERE document_id IS NULL
        AND (substr(fact, 1, 24) = '{"type":"mandate_changed' OR substr(fact, 1, 19) = '{"type":"retracted"');
