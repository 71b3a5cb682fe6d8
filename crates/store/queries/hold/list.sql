SELECT
    h.hold_id, h.name, h.reason, h.filter, h.document_id, h.set_at, h.set_by, h.released_at,
    h.released_by,
    (
        SELECT COUNT(*)
        FROM held_documents AS d
        WHERE d.organisation_id = $1 AND d.hold_id = h.hold_id
    ) AS documents
FROM holds AS h
WHERE h.organisation_id = $1
ORDER BY h.set_at DESC, h.hold_id
