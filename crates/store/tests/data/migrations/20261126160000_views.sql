-- A view of each sort, and with which one the list opens.

INSERT INTO views (organisation_id, view_id, owner_id, owner_name, name, is_shared, filter, sort, columns, pictures, created_at, changed_at) VALUES
    (X'01000000000070008000000000000001', X'010000000000700080000000000001A1', X'01000000000070008000000000000003', 'Kari Nordmann', 'Feilet', 1, 'delivery:failed', '-received', '', 0, 1793606400000000, 1793610000000000),
    (X'01000000000070008000000000000001', X'010000000000700080000000000001A2', X'01000000000070008000000000000003', 'Kari Nordmann', 'Mine', 0, 'customer:1', 'due', 'number,due,kid', 1, 1793606400000000, 1793606400000000);

INSERT INTO default_views (organisation_id, user_id, view_id) VALUES
    (X'01000000000070008000000000000001', X'01000000000070008000000000000003', X'010000000000700080000000000001A2');
