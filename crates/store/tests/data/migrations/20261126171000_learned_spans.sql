-- A span of a log that is much longer than it is.

INSERT INTO learned_spans (organisation_id, span, learned_max) VALUES
    (X'01000000000070008000000000000001', 4096, 1793606460000000);
