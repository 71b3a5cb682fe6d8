DELETE FROM audit_contents
WHERE organisation_id = $1
    AND number IN (
        SELECT e.number
        FROM audit_entries AS e
        WHERE e.organisation_id = $1 AND e.subject = $2
    )
