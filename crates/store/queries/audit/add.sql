INSERT INTO audit_entries (organisation_id, number, at, actor, act, subject, commitment, link)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
