SELECT COUNT(*)
FROM audit_entries AS e
WHERE e.organisation_id = $1
    AND e.at >= $2
    AND e.at < $3
    AND (CAST($4 AS TEXT) IS NULL OR e.act = $4)
    AND (CAST($5 AS TEXT) IS NULL OR (e.act >= $5 AND e.act < $6))
    AND (CAST($7 AS TEXT) IS NULL OR e.subject = $7)
    AND (CAST($8 AS TEXT) IS NULL OR e.actor = $8)
