-- Rows as the version of this step wrote them.

INSERT INTO payment_tellings (organisation_id, source, source_id, payment_id, import_id,
    import_position, kid, value_on, paid_by, payer_account, payer_name, text, bank_reference,
    learned_at) VALUES
    (X'01000000000070008000000000000001', 'ocr', '1', X'01000000000070008000000000000014', X'0100000000007000800000000000001E', 2, '2345676', 20776, 4, '86011117947', 'Åse Øy', 'Takk', '1', 1793609400000000),
    (X'01000000000070008000000000000001', 'camt', '9', X'01000000000070008000000000000014', X'0100000000007000800000000000001E', 7, '2345676', 20776, 4, NULL, 'Åse Øy', NULL, '1', 1793609500000000);

INSERT INTO payments_apart (organisation_id, payment_id, other_id) VALUES
    (X'01000000000070008000000000000001', X'01000000000070008000000000000014', X'01000000000070008000000000000015');

INSERT INTO reading_attempts (organisation_id, hash, attempts, began_at) VALUES
    (X'01000000000070008000000000000001', X'ABABABABABABABABABABABABABABABABABABABABABABABABABABABABABABABAB', 1, 1793609400000000);

INSERT INTO deliveries (organisation_id, delivery_id, content, received_at, leased_until) VALUES
    (X'01000000000070008000000000000001', X'01000000000070008000000000000032', '{"files":[],"company":null,"channel":null}', 1793609400000000, 1793609460000000);

INSERT INTO table_mappings (organisation_id, shape, mapping, used_at) VALUES
    (X'01000000000070008000000000000001', X'ABABABABABABABABABABABABABABABABABABABABABABABABABABABABABABABAB', '{}', 1793609400000000);

INSERT INTO import_events (organisation_id, seq, import_id) VALUES
    (X'01000000000070008000000000000001', 10, X'0100000000007000800000000000001E');

INSERT INTO undone_imports (organisation_id, import_id, undone_at, user_id, is_complete) VALUES
    (X'01000000000070008000000000000001', X'0100000000007000800000000000001E', 1793612000000000, X'01000000000070008000000000000003', 0);

-- A document that was withdrawn: it keeps its row and its events.
INSERT INTO documents (organisation_id, document_id, company_id, customer_id, kind, channel,
    number, kid, account, amount_minor, currency, issued_on, due_on, received_at, batch, source,
    source_id, fingerprint, import_id, original_hash, original_size, original_media_type,
    original_name, details, findings)
SELECT organisation_id, X'0100000000007000800000000000000C', company_id, customer_id, kind, channel,
    '', NULL, account, amount_minor, currency, issued_on, due_on, received_at, batch, source,
    'K1 (withdrawn 01000000-0000-7000-8000-00000000000c)', fingerprint, import_id, original_hash,
    original_size, original_media_type, original_name, details, findings
FROM documents
WHERE document_id = X'0100000000007000800000000000000B';

INSERT INTO events (organisation_id, seq, document_id, source, source_id, occurred_at,
    learned_at, fact) VALUES
    (X'01000000000070008000000000000001', 14, X'0100000000007000800000000000000C', 'utsyn', '01000000-0000-7000-8000-00000000000c/received', 1793607060000000, 1793607120000000, '{"type":"received"}'),
    (X'01000000000070008000000000000001', 15, X'0100000000007000800000000000000C', 'utsyn', '01000000-0000-7000-8000-00000000000c/withdrawn', 1793612000000000, 1793612000000000, '{"type":"withdrawn","import":"01000000-0000-7000-8000-00000000001e"}');

UPDATE organisations SET last_seq = 15 WHERE organisation_id = X'01000000000070008000000000000001';

INSERT INTO withdrawn_documents (organisation_id, seq, document_id) VALUES
    (X'01000000000070008000000000000001', 15, X'0100000000007000800000000000000C');
