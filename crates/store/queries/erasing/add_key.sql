INSERT INTO erased_keys (organisation_id, key_hash, document_id, erased_at)
VALUES ($1, $2, $3, $4)
ON CONFLICT (organisation_id, key_hash) DO UPDATE SET
    document_id = excluded.document_id,
    erased_at = excluded.erased_at
