UPDATE documents
SET customer_id = $3,
    number = '',
    kid = NULL,
    account = NULL,
    batch = NULL,
    source = 'utsyn',
    source_id = $4,
    fingerprint = $5,
    import_id = NULL,
    original_hash = NULL,
    original_size = NULL,
    original_media_type = NULL,
    original_name = NULL,
    details = $6,
    findings = NULL
WHERE organisation_id = $1 AND document_id = $2
