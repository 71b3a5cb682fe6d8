INSERT INTO documents (
    organisation_id, document_id, company_id, customer_id, kind, channel, number, kid, account,
    amount_minor, currency, issued_on, due_on, received_at, batch,
    source, source_id, fingerprint, import_id,
    original_hash, original_size, original_media_type, original_name, details, findings
)
VALUES (
    $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15,
    $16, $17, $18, $19, $20, $21, $22, $23, $24, $25
)
