-- One webhook, one delivery of each state, and an attempt.

INSERT INTO webhooks (organisation_id, webhook_id, url, description, event_types, companies, secret, old_secret, old_secret_until, created_by, created_at, disabled_at, disabled_why, failing_since, fed_seq, leased_until, fence) VALUES
    (X'01000000000070008000000000000001', X'010000000000700080000000000000A1', 'https://erp.example/hook', 'ERP', 'document.paid payment.', NULL, X'ABABABABABABABABABABABABABABABABABABABABABABABABABABABABABABABAB', NULL, NULL, NULL, 1793606400000000, NULL, NULL, NULL, 13, 0, 4);

INSERT INTO webhook_deliveries (organisation_id, webhook_delivery_id, webhook_id, seq, part, document_id, event_type, payload, state, created_at, run_at, attempts, tries, ended_at) VALUES
    (X'01000000000070008000000000000001', X'010000000000700080000000000000A2', X'010000000000700080000000000000A1', 11, 0, X'0100000000007000800000000000000B', 'document.opened', '{"type":"document.opened"}', 0, 1793606400000000, 1793606400000000, 0, 0, NULL),
    (X'01000000000070008000000000000001', X'010000000000700080000000000000A3', X'010000000000700080000000000000A1', 12, 0, NULL, 'payment.received', '{"type":"payment.received"}', 1, 1793606400000000, 1793606400000000, 1, 1, 1793606401000000),
    (X'01000000000070008000000000000001', X'010000000000700080000000000000A4', X'010000000000700080000000000000A1', 13, 1, NULL, 'document.paid', '{"type":"document.paid"}', 2, 1793606400000000, 1793606400000000, 12, 12, 1793866400000000);

INSERT INTO webhook_attempts (organisation_id, webhook_delivery_id, number, began_at, took_ms, url, request_headers, status, response_headers, response_body, error) VALUES
    (X'01000000000070008000000000000001', X'010000000000700080000000000000A3', 1, 1793606400000000, 12, 'https://erp.example/hook', 'webhook-id: msg_a', 204, '', '', NULL);
