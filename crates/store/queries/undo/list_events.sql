-- Events that a file told of as items of their own and that still count.
SELECT told.seq, told.document_id
FROM import_events AS item
JOIN events AS told ON told.organisation_id = item.organisation_id AND told.seq = item.seq
WHERE item.organisation_id = $1
    AND item.import_id = $2
    AND item.seq > $3
    AND NOT EXISTS (
        SELECT 1
        FROM events AS back
        WHERE back.organisation_id = $1
            AND back.source = 'utsyn'
            AND back.source_id = CAST(item.seq AS TEXT) || '/retracted'
    )
ORDER BY item.seq
LIMIT $4
