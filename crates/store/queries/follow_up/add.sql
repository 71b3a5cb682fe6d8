INSERT INTO follow_ups (organisation_id, follow_up_id, document_id, assignee_id, assignee_name,
    note, due_on, opened_at, opened_by)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
