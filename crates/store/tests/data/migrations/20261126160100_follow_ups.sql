-- A document that was given to one person and then to another.

INSERT INTO follow_ups (organisation_id, follow_up_id, document_id, assignee_id, assignee_name, note, due_on, opened_at, opened_by, closed_at, closed_by, outcome, reason) VALUES
    (X'01000000000070008000000000000001', X'010000000000700080000000000001B1', X'0100000000007000800000000000000A', X'01000000000070008000000000000003', 'Kari Nordmann', 'Ring kunden', 20770, 1793606400000000, 'Ola Nordmann', 1793610000000000, 'Kari Nordmann', 5, ''),
    (X'01000000000070008000000000000001', X'010000000000700080000000000001B2', X'0100000000007000800000000000000A', X'01000000000070008000000000000041', 'Ola Nordmann', '', 20777, 1793610000000000, 'Kari Nordmann', NULL, NULL, NULL, NULL);
