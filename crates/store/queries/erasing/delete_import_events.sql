DELETE FROM import_events
WHERE organisation_id = $1
    AND seq IN (
        SELECT e.seq
        FROM events AS e
        WHERE e.organisation_id = $1 AND e.document_id = $2
    )
