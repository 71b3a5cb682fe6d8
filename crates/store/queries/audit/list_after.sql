SELECT
    e.number, e.at, e.actor, e.act, e.subject, e.commitment, e.link, c.salt, c.content
FROM audit_entries AS e
LEFT JOIN audit_contents AS c
    ON c.organisation_id = e.organisation_id AND c.number = e.number
WHERE e.organisation_id = $1 AND e.number > $2
ORDER BY e.number
LIMIT $3
