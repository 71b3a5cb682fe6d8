-- One export of each state.

INSERT INTO exports (organisation_id, export_id, filter, sort, table_name, format, companies, asked_by, created_at, state, done, total, size, error, expires_at) VALUES
    (X'01000000000070008000000000000001', X'010000000000700080000000000000B1', 'delivery:failed', '-received', 'documents', 'parquet', NULL, 'Kari Nordmann', 1793606400000000, 0, 5, 10, NULL, NULL, 1793692800000000),
    (X'01000000000070008000000000000001', X'010000000000700080000000000000B2', '', '-received', 'events', 'ndjson', '01000000-0000-7000-8000-000000000002', 'ERP', 1793606400000000, 1, 10, 10, 4096, NULL, 1793692800000000),
    (X'01000000000070008000000000000001', X'010000000000700080000000000000B3', '', 'number', 'documents', 'csv', NULL, 'Kari Nordmann', 1793606400000000, 2, 0, 10, NULL, 'the disk is full', 1793692800000000);
