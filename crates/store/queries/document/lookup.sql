SELECT
    document_id, company_id, customer_id, kind, channel, number, kid, account,
    amount_minor, currency, issued_on, due_on, received_at, batch,
    source, source_id, import_id,
    original_hash, original_size, original_media_type, original_name, details, findings
FROM documents
WHERE organisation_id = $1 AND document_id = $2
    AND NOT EXISTS (
        SELECT 1
        FROM withdrawn_documents AS gone
        WHERE gone.organisation_id = $1 AND gone.document_id = $2
    )
