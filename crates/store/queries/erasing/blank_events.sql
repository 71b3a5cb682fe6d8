-- The log has no gaps, so the place stays and only what it told goes.
UPDATE events
SET document_id = NULL,
    source = 'utsyn',
    source_id = CAST(seq AS TEXT) || '/erased',
    fact = '{"type":"erased"}'
WHERE organisation_id = $1 AND document_id = $2
