-- Whether the event with this key no longer counts: its document was
-- withdrawn, or it was retracted. What tells it again is news then.
SELECT 1
FROM events AS told
WHERE told.organisation_id = $1
    AND told.source = $2
    AND told.source_id = $3
    AND (
        EXISTS (
            SELECT 1
            FROM withdrawn_documents AS gone
            WHERE gone.organisation_id = $1 AND gone.document_id = told.document_id
        )
        OR EXISTS (
            SELECT 1
            FROM events AS back
            WHERE back.organisation_id = $1
                AND back.source = 'utsyn'
                AND back.source_id = CAST(told.seq AS TEXT) || '/retracted'
        )
    )
