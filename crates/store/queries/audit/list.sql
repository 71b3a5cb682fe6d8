SELECT
    e.number, e.at, e.actor, e.act, e.subject, e.commitment, e.link, c.salt, c.content
FROM audit_entries AS e
LEFT JOIN audit_contents AS c
    ON c.organisation_id = e.organisation_id AND c.number = e.number
WHERE e.organisation_id = $1
    AND e.at >= $2
    AND e.at < $3
    AND (CAST($4 AS TEXT) IS NULL OR e.act = $4)
    AND (CAST($5 AS TEXT) IS NULL OR (e.act >= $5 AND e.act < $6))
    AND e.number < $7
ORDER BY e.number DESC
LIMIT $8
