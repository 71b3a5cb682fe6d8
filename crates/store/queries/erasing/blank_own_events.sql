-- What the record itself noted of a payment and of no document.
UPDATE events
SET source_id = CAST(seq AS TEXT) || '/erased',
    fact = '{"type":"erased"}'
WHERE organisation_id = $1
    AND source = 'utsyn'
    AND source_id >= $2
    AND source_id < $3
    AND document_id IS NULL
