-- One letter that waits and one that was refused, and one report with a run.

INSERT INTO letters (organisation_id, letter_key, recipient, subject, state, created_at, attempts, tried_at, error) VALUES
    (X'01000000000070008000000000000001', 'report/daily-overview/1', 'kari@nord.example', 'Dagsoversikt', 0, 1793606400000000, 0, NULL, NULL),
    (X'01000000000070008000000000000001', 'invitation/1', 'ola@nord.example', 'Velkommen', 2, 1793606400000000, 2, 1793606460000000, '550 no such user');

INSERT INTO letter_parts (organisation_id, letter_key, place, bytes) VALUES
    (X'01000000000070008000000000000001', 'report/daily-overview/1', 0, X'7B7D');

INSERT INTO reports (organisation_id, report, definition, is_paused, planned_until, changed_at, changed_by) VALUES
    (X'01000000000070008000000000000001', 'daily-overview', '{}', 0, 1793606400000000, 1793606400000000, X'01000000000070008000000000000003');

INSERT INTO report_runs (organisation_id, run_id, report, run_key, period_from, period_to, as_of, ordered_by, ordered_at, definition, state, settled_at, error) VALUES
    (X'01000000000070008000000000000001', X'010000000000700080000000000000A1', 'daily-overview', 'due 2026-11-01', 20758, 20758, 1793606400000000, 'timetable', 1793606400000000, '{}', 1, 1793606460000000, NULL);

INSERT INTO report_file_parts (organisation_id, run_id, audience, name, place, size, bytes) VALUES
    (X'01000000000070008000000000000001', X'010000000000700080000000000000A1', '', 'daily-overview.csv', 0, 2, X'6162');

INSERT INTO report_subscribers (organisation_id, report, address, token, ended_at, bounces) VALUES
    (X'01000000000070008000000000000001', 'daily-overview', 'kari@nord.example', X'0000000000000000000000000000000000000000000000000000000000000077', NULL, 0);
