-- One job of each state, and one row of each table beside.

INSERT INTO jobs (organisation_id, job_id, name, job_key, payload, state, created_at, run_at, attempts, crashes, fence, error) VALUES
    (X'01000000000070008000000000000001', X'01000000000070008000000000000091', 'sweep-originals', 'timetable', '{}', 0, 1793606400000000, 1793606400000000, 0, 0, 4, NULL),
    (X'01000000000070008000000000000001', X'01000000000070008000000000000092', 'clear-sessions', 'timetable', '{}', 1, 1793606400000000, 1793606460000000, 1, 0, 5, NULL),
    (X'01000000000070008000000000000001', X'01000000000070008000000000000093', 'save-snapshot', 'snapshot', '{}', 2, 1793606400000000, 1793606400000000, 8, 1, 8, 'the object store does not answer');

INSERT INTO condemned_originals (organisation_id, hash) VALUES
    (X'01000000000070008000000000000001', X'3C469E9D6C5875D37A43F353D4F88E61FCF812C66EEE3457465A40B0DA4153E0');

INSERT INTO facts_epochs (organisation_id, epoch) VALUES
    (X'01000000000070008000000000000001', 1);
