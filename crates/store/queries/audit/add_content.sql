INSERT INTO audit_contents (organisation_id, number, salt, content)
VALUES ($1, $2, $3, $4)
