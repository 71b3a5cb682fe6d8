-- A backup that was made here.

INSERT INTO backups (organisation_id, made_at, place, row_count) VALUES
    (X'01000000000070008000000000000001', 1793606400000000, '/backup/2026-11-01', 4711);
